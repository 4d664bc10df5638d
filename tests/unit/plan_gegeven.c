/* Personal data in texts: what is found, and what is something else. */
#include "test.h"

#include "base/str.h"
#include "plan/gegeven.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char own[] = "deventer.nl, wijdeventer.nl anna@gmail.com";

/* "bsn 123456782; phone 06-12345678" */
static void show(struct str *out, const char *text)
{
	struct gegeven_list found = {0};
	size_t end = 0;
	gegeven_find(&found, text, strlen(text), own);
	for (size_t i = 0; i < found.count; i++) {
		const struct gegeven *g = &found.p[i];
		CHECK(g->start >= end && g->start < g->end && g->end <= strlen(text));
		end = g->end;
		str_addf(out, "%s%s %.*s", i ? "; " : "", gegeven_word(g->kind), (int)(g->end - g->start), text + g->start);
	}
	vec_free(&found);
}

struct row {
	const char *text, *found;
};

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str got = {0};
		show(&got, rows[i].text);
		if (!CHECK_TEXT(str_text(&got), rows[i].found))
			printf("  in: %s\n", rows[i].text);
		str_free(&got);
	}
}
#define ROWS(rows) check_rows(rows, sizeof rows / sizeof *rows)

TEST(burgerservicenummers)
{
	static const struct row rows[] = {
		{"BSN 123456782", "bsn 123456782"},
		{"WMO: 123456782", "bsn 123456782"},
		{"PGB 123456782 aangevraagd", "bsn 123456782"},
		{"MOR 123456782", ""},
		{"BSN: 123456782.", "bsn 123456782"},
		{"bsn:123456782", "bsn 123456782"},
		{"BSN123456782", "bsn 123456782"},
		{"bsn-nummer 123456782", "bsn 123456782"},
		{"BSN-nr. 123456782", "bsn 123456782"},
		{"B.S.N. 123456782", "bsn 123456782"},
		{"burgerservicenummer 123456782", "bsn 123456782"},
		{"Burgerservicenummer (BSN): 123456782", "bsn 123456782"},
		{"burger service nummer is 123456782", "bsn 123456782"},
		{"burger-service-nummer 123456782", "bsn 123456782"},
		{"Burgerservice nummer: 123456782", "bsn 123456782"},
		{"sofinummer 123456782", "bsn 123456782"},
		{"sofi-nummer: 123456782", "bsn 123456782"},
		{"Sofinr 123456782", "bsn 123456782"},
		{"haar BSN is 123456782", "bsn 123456782"},
		{"het BSN van mevrouw De Vries is 123456782", "bsn 123456782"},
		{"BSN 123.456.782", "bsn 123.456.782"},
		{"BSN 1234.56.782", "bsn 1234.56.782"},
		{"BSN 123 456 782", "bsn 123 456 782"},
		{"BSN 123-456-782", "bsn 123-456-782"},
		{"BSN 12 34 56 782", "bsn 12 34 56 782"},
		{"bsn 12345678 2", "bsn 12345678 2"},
		{"Mevrouw Jansen, 123456782, woont hier al lang.", "bsn 123456782"},
		{"Mevrouw Jansen (123456782) vraagt hulp", "bsn 123456782"},
		{"123456782", "bsn 123456782"},
		{"123.456.782", "bsn 123.456.782"},
		{"1234.56.782", "bsn 1234.56.782"},
		{"123 456 782", "bsn 123 456 782"},
		{"123456782 is haar nummer", "bsn 123456782"},
		{"123456782 (BSN)", "bsn 123456782"},
		{"bewoner 123456782, partner 111222333", "bsn 123456782; bsn 111222333"},
		{"123456782/111222333", ""},
		{"123456782 / 111222333", "bsn 123456782; bsn 111222333"},
		{"123456782\n111222333", "bsn 123456782; bsn 111222333"},
		{"BSN:\n123456782", "bsn 123456782"},
		{"BSN 12345672", "bsn 12345672"}, /* a 0 left out */
		{"bsn: 012345672", "bsn 012345672"},
		{"012345672", "bsn 012345672"},
		{"BSN 123456789", "bsn 123456789"}, /* a slip: it fails the test, but it is called one */
		{"sofinummer: 12345678", "bsn 12345678"},
		{"burgerservicenummer is 987654321", "bsn 987654321"},
		{"BSN\xc2\xa0""123\xc2\xa0""456\xc2\xa0""782", "bsn 123\xc2\xa0""456\xc2\xa0""782"},
		{"BSN 123\xe2\x80\x93""456\xe2\x80\x93""782", "bsn 123\xe2\x80\x93""456\xe2\x80\x93""782"},
		{"BSN １２３４５６７８２", "bsn １２３４５６７８２"},
		{"BSN 1234\xe2\x80\x8b""56782", "bsn 1234\xe2\x80\x8b""56782"},
		{"dossier 12, BSN 123456782", "bsn 123456782"},
		{"In het dossier staat het BSN 123456782", "bsn 123456782"},
		{"persoonsnummer 123456782", "bsn 123456782"},
		{"cliënt met nummer 123456782", "bsn 123456782"},
		{"[123456782]", "bsn 123456782"},
		{"\"123456782\"", "bsn 123456782"},
		{"nr. 123456782", "bsn 123456782"},
		{"123456782 M. Jansen", "bsn 123456782"},
		{"projectdeelnemer 123456782", "bsn 123456782"},
		{"dossier Jansen, 123456782", "bsn 123456782"},
		{"zaakbehandelaar kent haar als 123456782", "bsn 123456782"},
		/* not */
		{"123456789", ""},
		{"000000000", ""},
		{"dossiernummer 123456782", ""},
		{"dossiernr. 123456782", ""},
		{"Dossier 123456782", ""},
		{"zaaknummer: 123456782", ""},
		{"zaak 123456782", ""},
		{"ons kenmerk 123456782", ""},
		{"Ons kenmerk: 123456782", ""},
		{"kenmerk gemeente: 123456782", ""},
		{"ref. 123456782", ""},
		{"KvK 123456782", ""},
		{"KvK-nummer 12345672", ""},
		{"kvk nr 12345672", ""},
		{"factuurnummer 123456782", ""},
		{"factuur 123456782", ""},
		{"polisnummer 123456782", ""},
		{"klantnummer 123456782", ""},
		{"het meldingsnummer is 123456782", ""},
		{"meldnr 123456782", ""},
		{"ordernummer 123456782", ""},
		{"projectnummer 123456782", ""},
		{"verseonnummer 123456782", ""},
		{"ISBN 123456782", ""},
		{"€ 123456782", ""},
		{"€ 123.456.782", ""},
		{"€123456782,-", ""},
		{"EUR 123456782", ""},
		{"een bedrag van 123456782", ""},
		{"een bedrag van 123.456.782 euro", ""},
		{"123456782 euro", ""},
		{"123.456.782 m2", ""},
		{"123456782 inwoners", ""},
		{"123456782%", ""},
		{"123456782,50", ""},
		{"1.123.456.782", ""},
		{"9123456782", ""},
		{"1234567825", ""},
		{"A123456782", ""},
		{"123456782B01", ""},
		{"NL123456782B01", ""},
		{"12-123456782", ""},
		{"0.123456782", ""},
		{"https://www.deventer.nl/besluit/123456782", ""},
		{"www.deventer.nl/123456782", ""},
		{"20190312", ""},
		{"12032019", ""},
		{"123 45 6782", ""},
		{"12 345 678 2", ""},
		{"bestand 20181231123456782", ""},
		{"BSN nummers horen niet in een plan", ""},
		{"het BSN van 30 bewoners", ""},
		{"BSN 1234567", ""},
		{"BSN 1234567890", ""},
		{"#123456782", ""},
	};
	ROWS(rows);
}

TEST(mail_addresses)
{
	static const struct row rows[] = {
		{"jan@gmail.com", "email jan@gmail.com"},
		{"Mail naar jan.jansen@gmail.com.", "email jan.jansen@gmail.com"},
		{"<jan@hotmail.nl>", "email jan@hotmail.nl"},
		{"mailto:jan@hotmail.nl", "email jan@hotmail.nl"},
		{"Jan Jansen <j.jansen@ziggo.nl>, buurtbewoner", "email j.jansen@ziggo.nl"},
		{"(jan-piet@kpnmail.nl)", "email jan-piet@kpnmail.nl"},
		{"jan+buurt@gmail.com", "email jan+buurt@gmail.com"},
		{"JAN@GMAIL.COM", "email JAN@GMAIL.COM"},
		{"jan_jansen%x@sub.domein.co.uk", "email jan_jansen%x@sub.domein.co.uk"},
		{"josé.müller@web.de", "email josé.müller@web.de"},
		{"jan@müller.de", "email jan@müller.de"},
		{"fatıma@örnek.com", "email fatıma@örnek.com"},
		{"o'brien@outlook.com", "email o'brien@outlook.com"},
		{"info@woningcorporatie.nl", "email info@woningcorporatie.nl"},
		{"jan@gmail.com en piet@live.nl", "email jan@gmail.com; email piet@live.nl"},
		{"jan@gmail.com;piet@live.nl", "email jan@gmail.com; email piet@live.nl"},
		{"jan@gmail.com/piet@live.nl", "email jan@gmail.com; email piet@live.nl"},
		{"jan [at] gmail.com", "email jan [at] gmail.com"},
		{"jan(at)gmail.com", "email jan(at)gmail.com"},
		{"jan (at) gmail (punt) com", "email jan (at) gmail (punt) com"},
		{"naam [at] domein punt nl", "email naam [at] domein punt nl"},
		{"naam [at] domein [dot] nl", "email naam [at] domein [dot] nl"},
		{"naam at domein punt nl", "email naam at domein punt nl"},
		{"naam apenstaartje gmail punt com", "email naam apenstaartje gmail punt com"},
		{"jan[apenstaartje]gmail.com", "email jan[apenstaartje]gmail.com"},
		{"jan @ gmail.com", "email jan @ gmail.com"},
		{"jan@ gmail.com", "email jan@ gmail.com"},
		{"jan＠gmail．com", "email jan＠gmail．com"},
		{"jan@gmail.com-adres", "email jan@gmail.com"},
		{"mail:jan@gmail.com, tel 06-12345678", "email jan@gmail.com; phone 06-12345678"},
		{"\"jan jansen\"@gmail.com", "email \"jan jansen\"@gmail.com"},
		{"anna2@gmail.com", "email anna2@gmail.com"},
		{"jan@nietdeventer.nl", "email jan@nietdeventer.nl"},
		{"jan@deventer.nl.com", "email jan@deventer.nl.com"},
		{"jan@mail.deventer-noord.nl", "email jan@mail.deventer-noord.nl"},
		{"jan@live.nl+piet@live.nl", "email jan@live.nl; email piet@live.nl"},
		{"jan@live.nl06-38294756", "email jan@live.nl; phone 06-38294756"},
		{"jan123456782@gmail.com", "email jan123456782@gmail.com"},
		/* own, and none */
		{"jan@deventer.nl", ""},
		{"J.Jansen@Deventer.NL", ""},
		{"jan@wijk.deventer.nl", ""},
		{"wijkteam@wijdeventer.nl", ""},
		{"wijkteam [at] wijdeventer punt nl", ""},
		{"anna@gmail.com", ""},
		{"123456782@deventer.nl", ""},
		{"@buurtmaker", ""},
		{"@buurt.nl", ""},
		{"volg @naam@mastodon.nl", ""},
		{"3 appels @ 1.50", ""},
		{"jan@localhost", ""},
		{"zie www.deventer.nl", ""},
		{"logo@2x.png", ""},
		{"We waren at large punt uit", ""},
		{"kijk at home", ""},
		{"de cijfers (a) en (b)", ""},
		{"onderdeel (a) speelveld. Daarna verder.", ""},
		{"a @ b", ""},
		{"@", ""},
		{"x@", ""},
		{"@@@", ""},
	};
	ROWS(rows);
}

TEST(phone_numbers)
{
	static const struct row rows[] = {
		{"06-12345678", "phone 06-12345678"},
		{"0612345678", "phone 0612345678"},
		{"06 12345678", "phone 06 12345678"},
		{"06 12 34 56 78", "phone 06 12 34 56 78"},
		{"06-12 34 56 78", "phone 06-12 34 56 78"},
		{"06 - 12345678", "phone 06 - 12345678"},
		{"06 - 12 34 56 78", "phone 06 - 12 34 56 78"},
		{"06.12.34.56.78", "phone 06.12.34.56.78"},
		{"06/12345678", "phone 06/12345678"},
		{"06-1234 5678", "phone 06-1234 5678"},
		{"06 123 456 78", "phone 06 123 456 78"},
		{"0612 345 678", "phone 0612 345 678"},
		{"(06) 12345678", "phone (06) 12345678"},
		{"(06)12345678", "phone (06)12345678"},
		{"0570-693911", "phone 0570-693911"},
		{"0570 693911", "phone 0570 693911"},
		{"(0570) 69 39 11", "phone (0570) 69 39 11"},
		{"0570 - 69 39 11", "phone 0570 - 69 39 11"},
		{"0570-69.39.11", "phone 0570-69.39.11"},
		{"0570/693911", "phone 0570/693911"},
		{"020 1234567", "phone 020 1234567"},
		{"020-123 45 67", "phone 020-123 45 67"},
		{"085-1234567", "phone 085-1234567"},
		{"+31612345678", "phone +31612345678"},
		{"+31 6 12345678", "phone +31 6 12345678"},
		{"+31 6 12 34 56 78", "phone +31 6 12 34 56 78"},
		{"+31-6-12345678", "phone +31-6-12345678"},
		{"+31 (0)6 12345678", "phone +31 (0)6 12345678"},
		{"+31(0)612345678", "phone +31(0)612345678"},
		{"+31 (0) 6 - 12 34 56 78", "phone +31 (0) 6 - 12 34 56 78"},
		{"+31 570 693911", "phone +31 570 693911"},
		{"+31 (0)570 69 39 11", "phone +31 (0)570 69 39 11"},
		{"0031612345678", "phone 0031612345678"},
		{"0031 6 12345678", "phone 0031 6 12345678"},
		{"0031 (0)6 12345678", "phone 0031 (0)6 12345678"},
		{"00 31 6 12345678", "phone 00 31 6 12345678"},
		{"+49 151 23456789", "phone +49 151 23456789"},
		{"+49 (0)151 23456789", "phone +49 (0)151 23456789"},
		{"0049 151 23456789", "phone 0049 151 23456789"},
		{"+32 475 12 34 56", "phone +32 475 12 34 56"},
		{"+90 532 123 45 67", "phone +90 532 123 45 67"},
		{"+212 6 12 34 56 78", "phone +212 6 12 34 56 78"},
		{"00905321234567", "phone 00905321234567"},
		{"Bel mevrouw Jansen: 06-12345678.", "phone 06-12345678"},
		{"tel.0612345678", "phone 0612345678"},
		{"tel:06-12345678", "phone 06-12345678"},
		{"bel 0612345678 3 keer", "phone 0612345678"},
		{"0612345678, 0687654321", "phone 0612345678; phone 0687654321"},
		{"0570 693911 / 06 12345678", "phone 0570 693911; phone 06 12345678"},
		{"06-12345678/06-87654321", "phone 06-12345678; phone 06-87654321"},
		{"06-12345678 of 06-87654321", "phone 06-12345678; phone 06-87654321"},
		{"06‑12345678", "phone 06‑12345678"},
		{"06–12345678", "phone 06–12345678"},
		{"06\xc2\xa0""12345678", "phone 06\xc2\xa0""12345678"},
		{"０６-１２３４５６７８", "phone ０６-１２３４５６７８"},
		{"tel. 693911", "phone 693911"},
		{"telefoon: 69 39 11", "phone 69 39 11"},
		{"Tel.nr. 693911", "phone 693911"},
		{"telefoonnummer is 061234567", "phone 061234567"},
		{"mobiel 612345678", "phone 612345678"},
		{"tel0612345678", "phone 0612345678"},
		{"contactnummer 0612345678", "phone 0612345678"},
		{"privénummer: 0612345678", "phone 0612345678"},
		{"doorkiesnummer 0570693911", "phone 0570693911"},
		{"noodnummer 0612345678", "phone 0612345678"},
		{"projectleider: 0612345678", "phone 0612345678"},
		{"project Rivierenwijk: 0612345678", "phone 0612345678"},
		{"zaakbehandelaar 0570693911", "phone 0570693911"},
		{"meldkamer 0612345678", "phone 0612345678"},
		{"wonen er 2 0612345678", "phone 0612345678"},
		/* not */
		{"0800-1234567", ""},
		{"0800 1234", ""},
		{"0900-8844", ""},
		{"0900 1234567", ""},
		{"088-1234567", ""},
		{"088 123 45 67", ""},
		{"0881234567", ""},
		{"+31 88 1234567", ""},
		{"0909-1234567", ""},
		{"tel. 14 0570", ""},
		{"bel 14 0570", ""},
		{"14 0570", ""},
		{"bel 112", ""},
		{"tel. 0900-8844", ""},
		{"telefoon 088-1234567", ""},
		{"2018-2019", ""},
		{"01-02-2018", ""},
		{"01-02-2018 10:00", ""},
		{"01-02-2018 12", ""},
		{"01.02.2018 - 03.04.2019", ""},
		{"02-03-18 - 04-05-19", ""},
		{"06-12-2018 34", ""},
		{"09.30-10.30 uur", ""},
		{"09.30-10.30, 11", ""},
		{"tussen 09.00-17.00 11 mensen", ""},
		{"dossiernummer 0612345678", ""},
		{"zaaknr. 0570693911", ""},
		{"kenmerk 0201234567", ""},
		{"€ 10.000.000", ""},
		{"+10.000.000 euro", ""},
		{"ISBN 0-306-40615-2", ""},
		{"ISBN 0306406152", ""},
		{"12345678901234", ""},
		{"0150010000012345", ""},
		{"061234567", ""},
		{"06123456789", ""},
		{"A0612345678", ""},
		{"de buurt telt 693911 bomen", ""},
		{"van de 1200000 bewoners", ""},
		{"telt 1234567 stenen", ""},
		{"2018/2019, 2019/2020", ""},
		{"week 01 02 03 04 05", ""},
	};
	ROWS(rows);
}

TEST(accounts)
{
	static const struct row rows[] = {
		{"NL91ABNA0417164300", "iban NL91ABNA0417164300"},
		{"NL91 ABNA 0417 1643 00", "iban NL91 ABNA 0417 1643 00"},
		{"nl91 abna 0417 1643 00", "iban nl91 abna 0417 1643 00"},
		{"NL91.ABNA.0417.1643.00", "iban NL91.ABNA.0417.1643.00"},
		{"NL91-ABNA-0417-1643-00", "iban NL91-ABNA-0417-1643-00"},
		{"NL 91 ABNA 04 17 16 43 00", "iban NL 91 ABNA 04 17 16 43 00"},
		{"NL91 ABNA 0417164300", "iban NL91 ABNA 0417164300"},
		{"IBAN: NL91ABNA0417164300, t.n.v. Jansen", "iban NL91ABNA0417164300"},
		{"(NL91ABNA0417164300)", "iban NL91ABNA0417164300"},
		{"NL91\xc2\xa0""ABNA\xc2\xa0""0417\xc2\xa0""1643\xc2\xa0""00", "iban NL91\xc2\xa0""ABNA\xc2\xa0""0417\xc2\xa0""1643\xc2\xa0""00"},
		{"ＮＬ91 ABNA 0417 1643 00", "iban ＮＬ91 ABNA 0417 1643 00"},
		{"BE68 5390 0754 7034", "iban BE68 5390 0754 7034"},
		{"DE89370400440532013000", "iban DE89370400440532013000"},
		{"FR14 2004 1010 0505 0001 3M02 606", "iban FR14 2004 1010 0505 0001 3M02 606"},
		{"GB29 NWBK 6016 1331 9268 19", "iban GB29 NWBK 6016 1331 9268 19"},
		{"LU28 0019 4006 4475 0000", "iban LU28 0019 4006 4475 0000"},
		{"PL61 1090 1014 0000 0712 1981 2874", "iban PL61 1090 1014 0000 0712 1981 2874"},
		{"TR33 0006 1005 1978 6457 8413 26", "iban TR33 0006 1005 1978 6457 8413 26"},
		{"IBAN NL92 ABNA 0417 1643 00", "iban NL92 ABNA 0417 1643 00"}, /* a slip */
		{"rekening NL92ABNA0417164300", "iban NL92ABNA0417164300"},
		{"rekeningnummer 41.71.64.300", "iban 41.71.64.300"},
		{"bankrekening 417164300", "iban 417164300"},
		{"gironummer 1234567", "iban 1234567"},
		/* not */
		{"NL92 ABNA 0417 1643 00", ""},
		{"NL92ABNA0417164300", ""},
		{"NL91ABNA04171643001", ""},
		{"XNL91ABNA0417164300", ""},
		{"NL91ABNA041716430", ""},
		{"NL 12 woningen in de wijk", ""},
		{"de rekening van 12 mei", ""},
		{"rekening 20190012", ""},
		{"IBAN van de stichting is bekend", ""},
		{"BE 12", ""},
	};
	ROWS(rows);
}

TEST(addresses)
{
	static const struct row rows[] = {
		{"7413 XA 12", "address 7413 XA 12"},
		{"7413XA 12", "address 7413XA 12"},
		{"7413XA, nr 12a", "address 7413XA, nr 12a"},
		{"7413 XA nr. 12", "address 7413 XA nr. 12"},
		{"7413 XA, huisnummer 12", "address 7413 XA, huisnummer 12"},
		{"7413XA-12", "address 7413XA-12"},
		{"7413 XA 12-3", "address 7413 XA 12-3"},
		{"7413xa 12", "address 7413xa 12"},
		{"7413 xa 12", "address 7413 xa 12"},
		{"Sluisstraat 12, 7413 XA", "address Sluisstraat 12, 7413 XA"},
		{"Sluisstraat 12, 7413 XA Deventer", "address Sluisstraat 12, 7413 XA"},
		{"Sluisstraat 12\n7413 XA Deventer", "address Sluisstraat 12\n7413 XA"},
		{"Sluisstraat 12a, 7413XA", "address Sluisstraat 12a, 7413XA"},
		{"Sluisstraat 12-3, 7413XA", "address Sluisstraat 12-3, 7413XA"},
		{"Sluisstraat 12 (7413 XA)", "address Sluisstraat 12 (7413 XA)"},
		{"Brink 8 7411 BT Deventer", "address Brink 8 7411 BT"},
		{"Achter de Muren 8, 7411 BT", "address Muren 8, 7411 BT"},
		{"7413 XA Deventer, Sluisstraat 12", "address 7413 XA Deventer, Sluisstraat 12"},
		{"Sluisstraat 12 in Deventer (7413 XA)", "address Sluisstraat 12 in Deventer (7413 XA)"},
		{"huisnummer 12, postcode 7413 XA", "address huisnummer 12, postcode 7413 XA"},
		{"postcode 7413 XA, huisnummer 12", "address 7413 XA, huisnummer 12"},
		{"7413\xc2\xa0XA 12", "address 7413\xc2\xa0XA 12"},
		{"Mevrouw Jansen, 7413 XA 12, heeft klachten", "address 7413 XA 12"},
		/* not */
		{"7413 XA", ""},
		{"postcode 7413 XA", ""},
		{"postcodegebied 7413", ""},
		{"7413 XA en 7413 XB", ""},
		{"7413 XA, 7413 XB, 7413 XC", ""},
		{"7415 AB 120 woningen", ""},
		{"7415 AB: 12 huishoudens", ""},
		{"7413 XA 12% van de bewoners", ""},
		{"7413 XA 2018", ""},
		{"7413 XA, 12-3-2018", ""},
		{"7413 SA 12", ""},
		{"7413 SD 12", ""},
		{"7413 SS 12", ""},
		{"0413 XA 12", ""},
		{"17413 XA 12", ""},
		{"7413 XAB 12", ""},
		{"7413 XA\n1. een punt", ""},
		{"7413 XA, 12 van de 40", ""},
		{"7413 XA, 12 maart", ""},
		{"2018 en 12 woningen", ""},
		{"in 2018 en 12", ""},
		{"2019 is 12", ""},
		{"1200 km 12", ""},
		{"in 2018, 7413 XA", ""},
		{"ongeveer 12 7413 XA", ""},
		{"op 12 maart 7413 XA", ""},
		{"Sluisstraat 12", ""},
		{"Sluisstraat 12 en 14", ""},
		{"de Sluisstraat, 7413 XA", ""},
		{"1500 EUR 12", ""},
	};
	ROWS(rows);
}

TEST(birthdays)
{
	static const struct row rows[] = {
		{"geboren 12-3-1984", "birth 12-3-1984"},
		{"geboren op 12-03-1984", "birth 12-03-1984"},
		{"geboren op 12 maart 1984", "birth 12 maart 1984"},
		{"geb. 12-3-1984", "birth 12-3-1984"},
		{"geb: 12/03/84", "birth 12/03/84"},
		{"geb.12.3.1984", "birth 12.3.1984"},
		{"geb. datum 12-3-1984", "birth 12-3-1984"},
		{"geb.datum: 12-3-1984", "birth 12-3-1984"},
		{"geboortedatum 1984-03-12", "birth 1984-03-12"},
		{"Geboortedatum: 12 mrt. 1984", "birth 12 mrt. 1984"},
		{"geboortedatum 12-3-'84", "birth 12-3-'84"},
		{"geboortedatum: 12031984", "birth 12031984"},
		{"*12-3-1984", "birth 12-3-1984"},
		{"Jan Jansen (* 12 maart 1984)", "birth 12 maart 1984"},
		{"Jan Jansen, geboren te Deventer, 12-3-1984", "birth 12-3-1984"},
		{"12-3-1984 (geboortedatum)", "birth 12-3-1984"},
		{"Jan, 12-3-1984 geboren", "birth 12-3-1984"},
		{"Jan is jarig op 12 maart", "birth 12 maart"},
		{"Jan is 12 maart jarig", "birth 12 maart"},
		{"verjaardag: 12-3", "birth 12-3"},
		{"geb. 12 - 3 - 1984", "birth 12 - 3 - 1984"},
		{"geboren 12–03–1984", "birth 12–03–1984"},
		{"Deelnemer aan het project: Jan, geboren 12-3-1984", "birth 12-3-1984"},
		{"GEBOREN 12 MAART 1984", "birth 12 MAART 1984"},
		/* not */
		{"12-3-1984", ""},
		{"op 12 maart 2019 is er overleg", ""},
		{"gereed 2019-03-12", ""},
		{"* 12-3-2018 overleg met de wijkagent", ""},
		{"besluit van 12-3-2018", ""},
		{"Het idee is geboren op 12 maart 2018", ""},
		{"het 25-jarig bestaan op 12-3-2018", ""},
		{"meerjarig plan, 12-3-2018", ""},
		{"geboren en getogen in Deventer", ""},
		{"geboren in 1984", ""},
		{"pasgeborenen: 12 in 2018", ""},
		{"Hij is in Deventer geboren. Op 12-3-2018 was er overleg", ""},
		{"overleg 12-3, 14-4 en 16-5", ""},
		{"van 12-3-2018 tot 14-5-2019", ""},
	};
	ROWS(rows);
}

TEST(columns_of_tables)
{
	static const struct row rows[] = {
		{"Naam\tGeb.dat.\nDe Wit\t12-3-1956\nSmit\t1-2-1948", "birth 12-3-1956; birth 1-2-1948"},
		{"Naam;Geboren\r\nDe Wit;12-3-1956\r\n", "birth 12-3-1956"},
		{"Naam,Geboortedatum,BSN\nDe Wit,12-3-1956,123456782", "birth 12-3-1956; bsn 123456782"},
		{"Geboortedatum:\n12-3-1956\n1-2-1948", "birth 12-3-1956; birth 1-2-1948"},
		{"Naam\tMobiel\nDe Wit\t612345678", "phone 612345678"},
		{"Naam\tBSN\nDe Wit\t123456789", "bsn 123456789"},
		{"Melding\tDatum\n123456782\t12-03-2019", ""},
		{"Activiteit\tDatum\nSchoonmaak\t12-03-2019", ""},
		{"Postcode;Huisnr\n7413XA;12", "address 7413XA;12"},
		{"Postcode;Woningen\n7413XA;12\n7413XB;14", ""},
		{"Geboren\tDatum\n15\t12-03-2019", ""},
		{"Geboortedatum\n\n12-3-2019", ""},
	};
	ROWS(rows);
}

TEST(over_line_ends)
{
	static const struct row rows[] = {
		{"bel 06-\n12345678", "phone 06-\n12345678"},
		{"bel 06-1234\n5678", "phone 06-1234\n5678"},
		{"06-12\n345678 euro", ""},
		{"06-12345678\n06-12345679", "phone 06-12345678; phone 06-12345679"},
		{"jan@\ngmail.com", "email jan@\ngmail.com"},
		{"koffie @\nvilla.nl", ""},
		{"Sluisstraat 12\r\n7413 XA Deventer", "address Sluisstraat 12\r\n7413 XA"},
		{"NL91 ABNA 0417\n1643 00", "iban NL91 ABNA 0417\n1643 00"},
	};
	ROWS(rows);
}

TEST(slips_of_the_hand)
{
	static const struct row rows[] = {
		{"0638294756Ria", "phone 0638294756"},
		{"Ria06-38294756", "phone 06-38294756"},
		{"sha 0638294756abc0638294756abc06", ""},
		{"Ria123456782", "bsn 123456782"},
		{"123456782Ria", "bsn 123456782"},
		{"naarNL91ABNA0417164300t.n.v. Ria", "iban NL91ABNA0417164300"},
		{"NL91/ABNA/0417/1643/00", "iban NL91/ABNA/0417/1643/00"},
		{"BSN 123456782/111222333", "bsn 123456782; bsn 111222333"},
		{"zijn 06: 38294756", "phone 38294756"},
		{"06-nummer van Ria is 38294756", "phone 38294756"},
		{"op 06 maart waren er 38294756", ""},
		{"zijn nummer is 6 38294756", "phone 6 38294756"},
		{"fase 6 38290000", ""},
		{"06-38294756+06-27193846", "phone 06-38294756; phone 06-27193846"},
		{"O6-12345678", "phone O6-12345678"},
		{"06_12345678", "phone 06_12345678"},
		{"06:123456789", ""},
		{"jan@gmail,com", "email jan@gmail,com"},
		{"jan@gmail. com", "email jan@gmail. com"},
		{"@jan. De notulen volgen", ""},
		{"jan@@gmail..com", "email jan@@gmail..com"},
		{"jan@gmail", "email jan@gmail"},
		{"jan[@]gmail.com", "email jan[@]gmail.com"},
		{"7413xa12", "address 7413xa12"},
		{"7413-XA 12", "address 7413-XA 12"},
		{"2018-AB 12", ""},
		{"IBANNL91ABNA0417164300", "iban NL91ABNA0417164300"},
		{"tel 31612345678", "phone 31612345678"},
	};
	ROWS(rows);
}

TEST(dates_of_persons)
{
	static const struct row rows[] = {
		{"Mw. De Wit (12-03-1956)", "birth 12-03-1956"},
		{"Mw. De Wit (12-03-2019)", ""},
		{"mw. De Wit werkt hier sinds 12-03-1998", ""},
		{"De Wit, A. (v), 12-03-1956", "birth 12-03-1956"},
		{"01-01-1998 t/m 12-03-1998", ""},
		{"geboren na 1 januari 2001", ""},
		{"20 °C op 12-03-1956, ° 12-03-1957", "birth 12-03-1957"},
		{"*12-03-2019: overleg", ""},
		{"leeftijd 70 (12-03-1956)", "birth 12-03-1956"},
		{"leeftijd op 1-1-2019", ""},
		{"geb. 12 février 1956", "birth 12 février 1956"},
	};
	ROWS(rows);
}

/* --- own samples, made by rule ------------------------------------------------------------ */

static unsigned pick(unsigned long long *s, unsigned below)
{
	return test_random(s, below);
}

static void make_bsn(unsigned long long *s, char d[10])
{
	for (;;) {
		int sum = 0;
		for (int i = 0; i < 8; i++) {
			d[i] = (char)('0' + pick(s, 10));
			sum += (9 - i) * (d[i] - '0');
		}
		d[8] = (char)('0' + sum % 11);
		d[9] = '\0';
		if (sum % 11 < 10 && strcmp(d, "000000000") != 0)
			return;
	}
}

static void make_digits(unsigned long long *s, char *d, int count)
{
	for (int i = 0; i < count; i++)
		d[i] = (char)('0' + pick(s, 10));
	d[count] = '\0';
}

/* The check digits of ISO 13616 for NL + a bank + ten digits. */
static void make_iban(unsigned long long *s, char out[19])
{
	static const char *const banks[] = {"ABNA", "INGB", "RABO", "SNSB", "TRIO", "KNAB", "BUNQ", "ASNB", "RBRB"};
	const char *bank = banks[pick(s, 9)];
	char d[11], all[64];
	unsigned rest = 0;
	make_digits(s, d, 10);
	snprintf(all, sizeof all, "%d%d%d%d%s232100", bank[0] - 'A' + 10, bank[1] - 'A' + 10, bank[2] - 'A' + 10, bank[3] - 'A' + 10, d);
	for (const char *p = all; *p; p++)
		rest = (rest * 10 + (unsigned)(*p - '0')) % 97;
	snprintf(out, 19, "NL%02u%s%s", 98 - rest, bank, d);
}

/* Where an x of `form` stands, the next of `d`. */
static void fill(struct str *out, const char *form, const char *d)
{
	for (; *form; form++)
		str_add_char(out, *form == 'x' && *d ? *d++ : *form);
}

static void sample_bsn(unsigned long long *s, struct str *out)
{
	static const char *const forms[] = {"xxxxxxxxx", "xxxxxxxxx", "xxxxxxxxx", "xxx.xxx.xxx", "xxxx.xx.xxx", "xxx xxx xxx", "xxx-xxx-xxx"};
	char d[10];
	make_bsn(s, d);
	fill(out, forms[pick(s, 7)], d);
}

static void sample_phone(unsigned long long *s, struct str *out)
{
	static const char *const forms[] = {"06-xxxxxxxx", "06xxxxxxxx", "06 xx xx xx xx", "06 xxxxxxxx", "06-xx xx xx xx", "06 - xxxx xxxx", "+31 6 xxxxxxxx", "+316xxxxxxxx",
	                                    "+31 (0)6 xx xx xx xx", "00316xxxxxxxx", "0031 6 xxxxxxxx", "0570-xxxxxx", "(0570) xx xx xx", "0570 - xx xx xx", "020 xxx xx xx", "+31 570 xxxxxx",
	                                    "+49 151 xxxxxxxx", "06.xx.xx.xx.xx", "06/xxxxxxxx", "0032 475 xx xx xx"};
	char d[9];
	make_digits(s, d, 8);
	d[0] = d[0] == '0' ? '1' : d[0];
	fill(out, forms[pick(s, 20)], d);
}

static void sample_iban(unsigned long long *s, struct str *out)
{
	static const char *const forms[] = {"xxxxxxxxxxxxxxxxxx", "xxxx xxxx xxxx xxxx xx", "xxxx xxxx xxxxxxxxxx", "xxxx.xxxx.xxxx.xxxx.xx", "xx xx xxxx xx xx xx xx xx"};
	char d[19];
	make_iban(s, d);
	if (pick(s, 4) == 0)
		for (char *p = d; *p; p++)
			*p = (char)(*p >= 'A' ? *p + 32 : *p);
	fill(out, forms[pick(s, 5)], d);
}

static void sample_mail(unsigned long long *s, struct str *out)
{
	static const char *const names[] = {"jan", "fatima.el-amrani", "j.de.vries", "Piet_Puk", "a.b.c", "moeder+school", "k1972", "joost.müller", "familie-jansen", "o'neill"};
	static const char *const ats[] = {"@", "@", "@", "@", "@", "(at)", " [at] ", "[at]", " apenstaartje ", " at "};
	static const char *const domains[] = {"gmail.com", "hotmail.nl", "ziggo.nl", "live.com", "kpnmail.nl", "school-oost.nl", "mail.domein.co.uk", "outlook.com"};
	static const char *const spelled[] = {"gmail punt com", "hotmail punt nl", "ziggo (punt) nl", "live dot com"};
	unsigned at = pick(s, 10);
	str_addf(out, "%s%s%s", names[pick(s, 10)], ats[at], at > 6 ? spelled[pick(s, 4)] : domains[pick(s, 8)]);
}

static const char *const sentences[] = {
	"", "%", "%", "(%)", "%.", "Mevrouw De Vries, %, wil graag meedoen.", "Contact: %", "De bewoner is te bereiken via %, liefst na 17.00 uur.", "Afspraak op 12 maart 2019 met de heer Bos (%)",
	"Jan Jansen %", "Navragen bij de buurvrouw: %\nDaarna terugkoppelen aan het sociaal team.", "- Fam. Yılmaz, %", "Op 3 juni gebeld, zie %; volgende keer samen met de wijkagent.",
	"Zij woont op de 2e verdieping. %", "Gegevens: %.", "\"%\"",
};
enum { SENTENCES = sizeof sentences / sizeof *sentences, ROUNDS = 4000 };

/* How many of ROUNDS samples are found, whole and as what they are. */
static int recall(void (*sample)(unsigned long long *s, struct str *out), enum gegeven_kind kind)
{
	unsigned long long s = test_seed();
	int found = 0, told = 0;
	for (int i = 0; i < ROUNDS; i++) {
		struct str piece = {0}, text = {0};
		struct gegeven_list list = {0};
		const char *around = sentences[1 + pick(&s, SENTENCES - 1)], *at = strchr(around, '%');
		sample(&s, &piece);
		str_addf(&text, "%.*s%s%s", (int)(at - around), around, piece.p, at + 1);
		gegeven_find(&list, text.p, text.len, own);
		bool hit = false;
		for (size_t k = 0; k < list.count; k++)
			hit |= list.p[k].kind == kind && list.p[k].end > (size_t)(at - around) && list.p[k].start < (size_t)(at - around) + piece.len;
		found += hit;
		if (!hit && told++ < 5)
			printf("  not found: %s\n", text.p);
		vec_free(&list);
		str_free(&piece);
		str_free(&text);
	}
	printf("  %s: %d of %d found\n", gegeven_word(kind), found, (int)ROUNDS);
	return found;
}

TEST(own_samples_are_found)
{
	CHECK(recall(sample_bsn, GEGEVEN_BSN) >= ROUNDS * 98 / 100);
	CHECK(recall(sample_mail, GEGEVEN_EMAIL) >= ROUNDS * 98 / 100);
	CHECK(recall(sample_phone, GEGEVEN_PHONE) >= ROUNDS * 98 / 100);
	CHECK(recall(sample_iban, GEGEVEN_IBAN) >= ROUNDS * 98 / 100);
}

/* Any bytes: places stay inside, in order, apart. */
TEST(any_bytes_can_be_read)
{
	static const char *const pieces[] = {"06", "-", " ", "12345678", "@", "nl", ".", "NL91", "ABNA", "7413", "XA", "12", "geb", "\xe2\x80\x8b", "\xff", "é", "(", ")", "+31", "0", "[at]", "punt", "\n",
	                                     "BSN", "123456782", "1984", "maart", "*", "straat", ",", "\xef\xbc\x91"};
	unsigned long long s = test_seed();
	for (int i = 0; i < 20000; i++) {
		struct str text = {0}, got = {0};
		for (unsigned k = pick(&s, 12); k > 0; k--)
			str_add_text(&text, pieces[pick(&s, sizeof pieces / sizeof *pieces)]);
		show(&got, str_text(&text));
		str_free(&text);
		str_free(&got);
	}
}
