# buurtplan: `make help` lists what can be asked.
.DEFAULT_GOAL := build
.DELETE_ON_ERROR:

VERSION := 0.1.0
B := build
CC := cc
CFLAGS := -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wpointer-arith
HARDEN := -fstack-protector-strong -fPIE
CPPFLAGS := -I. -Isrc -D_GNU_SOURCE -DBUURTPLAN_VERSION='"$(VERSION)"'
LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
ALL_CFLAGS = -std=c11 $(WARN) $(HARDEN) $(CFLAGS)

# One archive a layer; the order is the direction in which they may include.
LAYERS := cli session store plan yaml term base
CORE := session store plan yaml base
archives = $(foreach layer,$(1),$(B)/lib/$(layer).a)
LIBS_CORE := -lyaml -lgit2 -lunistring
LIBS_TERM := -lncursesw -ltinfo -lunistring

sources = $(sort $(wildcard $(1)))
objects = $(patsubst %.c,$(B)/obj/%.o,$(1))
SCREENS := $(call sources,screens/*.c)
JUDGE := $(call objects,$(call sources,tests/merge/*.c)) # random plans, and the right merge of them
BENCH = $(addprefix $(B)/bench/,history_screen merge overview save start)
UNIT := $(patsubst tests/unit/%.c,$(B)/test/%,$(filter-out tests/unit/test.c,$(call sources,tests/unit/*.c)))

# Where `make install` puts things; DESTDIR goes before it, for who makes a package.  The shell gets both by the environment, so
# that any name of a folder will do.
PREFIX ?= /usr/local
DESTDIR ?=
BIN := "$$DESTDIR$$PREFIX"/bin
MAN1 := "$$DESTDIR$$PREFIX"/share/man/man1
COMPLETIONS := "$$DESTDIR$$PREFIX"/share/bash-completion/completions
install uninstall: export PREFIX := $(PREFIX)
install uninstall: export DESTDIR := $(DESTDIR)

## build      the program, build/buurtplan
build: $(B)/buurtplan
.PHONY: build install uninstall run test san fuzz bench bench-large merges clean help needs-run needs-test units

## run        install what is missing, build, and open the program on a copy of plans/
run: needs-run
	@$(MAKE) --no-print-directory build
	@test -d build/plannen.git || build/buurtplan --als 'buurtplan <buurtplan@localhost>' init --from plans build/plannen.git
	@exec build/buurtplan -C build/plannen.git

## install    program, manual and bash completion in place (PREFIX=/usr/local, DESTDIR=)
install: build $(B)/buurtplan.1 $(B)/buurtplan.bash
	@umask 022 && mkdir -p $(BIN) $(MAN1) $(COMPLETIONS)
	@install -m 755 $(B)/buurtplan $(BIN)/buurtplan
	@install -m 644 $(B)/buurtplan.1 $(MAN1)/buurtplan.1
	@install -m 644 $(B)/buurtplan.bash $(COMPLETIONS)/buurtplan

## uninstall  take those away again, and nothing else
uninstall:
	@rm -f $(BIN)/buurtplan $(MAN1)/buurtplan.1 $(COMPLETIONS)/buurtplan

## test       install what is missing, build, and run every test
test: needs-test
	@$(MAKE) --no-print-directory build units
	@tests/run $(B)

## san        every test under the address and undefined-behaviour sanitizers
san: needs-test
	@$(MAKE) --no-print-directory B=build/san CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined' build units
	@SAN=1 tests/run build/san

## fuzz       the loader and the merge under libFuzzer, seeds from plans/ (SECONDS_FUZZ=60)
fuzz:
	@.ci/needs fuzz
	@tests/fuzz/run $(or $(SECONDS_FUZZ),60)

## bench      the figures: start, bytes a key, answer to a key, parse and save; merging, beside git's
bench: needs-test
	@$(MAKE) --no-print-directory build $(BENCH)
	@tests/bench/run $(B)
	@python3 tests/history/bench.py $(B)

## bench-large the history of 100,000 versions and of one plan with 10,000, 14,000 plans, 10,000 saves; the first time takes minutes
bench-large: needs-test
	@$(MAKE) --no-print-directory build $(BENCH)
	@python3 tests/history/bench.py $(B) --large

## merges     100,000 random merges of which the right one is known (MERGES=100000, SEED=…)
merges: needs-test
	@$(MAKE) --no-print-directory $(B)/test/plan_merge_properties
	@half=$$(($(or $(MERGES),100000) / 2)); seed=$(or $(SEED),$$(date +%s)); \
	MERGES=$$half SEED=$$seed $(B)/test/plan_merge_properties & \
	MERGES=$$half SEED=$$((seed + 1)) $(B)/test/plan_merge_properties; second=$$?; wait $$! && [ $$second = 0 ]

## clean      throw away what was built; the repository that `make run` made stays
clean:
	@rm -rf build/obj build/lib build/test build/san build/fuzz build/bench build/buurtplan build/buurtplan.1 build/buurtplan.bash

## help       this list
help:
	@sed -n 's/^## /make /p' Makefile

needs-run:
	@.ci/needs run
needs-test:
	@.ci/needs test

units: $(UNIT)

$(B)/buurtplan: $(call objects,src/main.c $(SCREENS)) $(call archives,$(LAYERS))
	@echo "  link  $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_CORE) -ljansson $(LIBS_TERM)

# By a name of their own first: a half-written one never counts as made.
$(B)/buurtplan.1: $(B)/buurtplan
	@$< help --man >$@.new && mv $@.new $@
$(B)/buurtplan.bash: $(B)/buurtplan
	@$< help --completion >$@.new && mv $@.new $@

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo "  cc    $<"
	@$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

define layer_rule
$(B)/lib/$(1).a: $(call objects,$(call sources,src/$(1)/*.c))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach layer,$(LAYERS),$(eval $(call layer_rule,$(layer))))

# The core's tests link without ncurses, those of term without libgit2 and libyaml.
unit_libs = $(if $(filter screens_%,$(1)),$(call objects,$(SCREENS)) $(call archives,$(LAYERS)) $(LIBS_CORE) -ljansson $(LIBS_TERM),\
	$(if $(filter term_%,$(1)),$(call archives,term base) $(LIBS_TERM),$(call archives,$(CORE)) $(LIBS_CORE)))

.SECONDARY:
.SECONDEXPANSION:
built := %.o %.a # in a variable, as the rule below would fill in its own stem
$(B)/test/%: $(B)/obj/tests/unit/%.o $(B)/obj/tests/unit/test.o $$(filter $$(built),$$(call unit_libs,$$*))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter-out %.o,$(call unit_libs,$*))

$(B)/test/plan_merge_properties: $(JUDGE)
$(B)/bench/merge: $(call objects,tests/bench/merge.c) $(JUDGE) $(call archives,plan yaml base)
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -lyaml -lunistring
$(addprefix $(B)/bench/,history_screen overview): $(B)/bench/%: $(B)/obj/tests/bench/%.o $(call objects,$(SCREENS)) $(call archives,$(LAYERS))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_CORE) -ljansson $(LIBS_TERM)

$(B)/bench/save: $(call objects,tests/bench/save.c) $(call archives,$(CORE))
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_CORE)

$(B)/bench/start: $(call objects,tests/bench/start.c)
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -lgit2

-include $(shell test -d $(B)/obj && find $(B)/obj -name '*.d')
