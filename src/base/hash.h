#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* FNV-1a, 64 bits: begin with HASH_START and add bytes.  What is kept between runs (names of drafts, ids of choices) rests on
 * these values: they never change. */
#define HASH_START 14695981039346656037ull

static inline uint64_t hash_add(uint64_t h, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)bytes[i]) * 1099511628211ull;
	return h;
}

/* The same, to look up in a table whose size is a power of two: the high bits count too. */
static inline uint64_t hash_bytes(const char *bytes, size_t len)
{
	uint64_t h = hash_add(HASH_START, bytes, len);
	return h ^ h >> 29;
}

/* Eight bytes at a time: several times as fast, and another value on a computer with another byte order.  Of two texts that differ in
 * one place only it is never the same. */
static inline uint64_t hash_words(uint64_t h, const char *bytes, size_t len)
{
	for (uint64_t word; len >= sizeof word; bytes += sizeof word, len -= sizeof word) {
		memcpy(&word, bytes, sizeof word);
		h = (h ^ word) * 1099511628211ull;
		h ^= h >> 32;
	}
	return hash_add(h, bytes, len);
}

#endif
