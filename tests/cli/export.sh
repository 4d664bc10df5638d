#!/bin/sh
# export: a plan as one document.  A second reader (document.py) looks up every text of the plan in it.
. "$TESTS/cli/lib.sh"
unset LANGUAGE
python=python3
/usr/bin/python3 -c 'import yaml' 2>/dev/null && python=/usr/bin/python3

# everything that means something in Markdown, HTML or to a terminal, in every kind of place
cat >"$SCRATCH/vijandig.yaml" <<'PLAN'
formaat: 1
buurt: "</title><script>alert(1)</script> & \"Co\" #"
wijk: "\u202eomgekeerd\u2066"
aliassen: ["<b>", "a, b"]
themas: ["# kop", "- punt", "+ punt", "1. een", "12) twaalf", "* ster *", "_onder_", "`code`", "a | b", "[l](javascript:alert(1))", "![x](http://example.nl/x.png)", "> citaat", "---", "===", "~~weg~~", "&lt;b&gt; &#60;", "x<y", "{{7*7}}", "]]>", "</style>", "\\", "\\*"]
inleiding: "Eerste regel\n# geen kop\n- geen punt\n\n    geen code\n\nlaatste\n---"
demografie:
  cijfers:
    - {kenmerk: "<td>|", waarde: "`1`|2", toelichting: "een\ntwee|drie"}
    - {kenmerk: "'enkel'", waarde: 2}
swot:
  sterk: {sociaal: ["</td></table>"], fysiek: ["- x"]}
speerpunten:
  - id: a
    titel: "<img src=x onerror=alert(1)>"
    punten_kop: "## kop"
    punten: ["<!-- -->"]
    activiteiten: [{tekst: "een\n\ntwee", wie: "<i>", status: bezig}, {tekst: "1. x"}]
    organisatie: [{partij: "*p*", inzet: "# i\n\n- j", commitment: toegezegd}]
    toets: {overleven: {oordeel: ja, waarom: "> w\n\n1. v"}}
    fasering: [{fase: "|", van: 2019-01, tot: 2019-02-10, toelichting: "<u>"}, {fase: lang, tot: 2099-12}]
    overdracht: {aan: "# a", borging: "- b\n- c"}
budget: [{post: "<", bedrag: 1500}, {post: "|", bedrag: 250.50}]
"<eigen>": {"*k*": ["<x>", {"y|": "- z"}]}
PLAN
printf 'formaat: 1\nbuurt: Leeg\n' >"$SCRATCH/leeg.yaml"
record export "$PLANS"/*.yaml "$SCRATCH/vijandig.yaml" "$SCRATCH/leeg.yaml"

for plan in deltabuurt gerard-ter-borchbuurt oostrik sluiswijk vijandig; do
	bytes $plan >"$SCRATCH/plan.yaml"
	for format in md html; do
		expect "export $plan --format $format" 0 -C "$repo" export $plan --format $format
		says_nothing
		check "$plan as $format: nothing is lost" "$python" "$TESTS/cli/document.py" $format "$out" "$SCRATCH/plan.yaml"
	done
done
expect 'Markdown unless asked otherwise' 0 -C "$repo" export deltabuurt
prints '# Plan van aanpak Deltabuurt'
prints '## Speerpunten'
prints '**Periode:** okt 2018 – dec 2019'
cp "$out" "$SCRATCH/delta.md"
check 'the second reader misses what is not there' sh -c '! "$@"' sh "$python" "$TESTS/cli/document.py" md "$SCRATCH/delta.md" "$PLANS/sluiswijk.yaml"
expect '--format=md' 0 -C "$repo" export --format=md deltabuurt
check 'the same' cmp "$out" "$SCRATCH/delta.md"

expect 'SWOT, time line and total as tables' 0 -C "$repo" export vijandig --format html
prints '<table class="swot">'
prints '<td class="maand aan">■</td>'
prints '<td class="getal">€ 1.750,50</td>'
prints '<h3>Bedreigingen</h3>'
expect 'a plan with nothing in it' 0 -C "$repo" export leeg --format html
check 'is well formed' python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' "$out"
prints_not '<nav>'
expect 'a plan with nothing in it' 0 -C "$repo" export leeg
prints_only '# Plan van aanpak Leeg'

expect 'another format' 2 -C "$repo" export deltabuurt --format pdf
refuses 'Kies md of html.'
expect 'no format' 2 -C "$repo" export deltabuurt --format
refuses 'Achter --format hoort nog iets'
expect 'twice' 2 -C "$repo" export deltabuurt --format md --format md
refuses 'twee keer'
expect 'an unknown plan' 2 -C "$repo" export nergens
refuses 'nergens'
expect 'no plan' 2 export
refuses 'Er ontbreekt iets.'
expect 'list knows no format' 2 -C "$repo" list --format md
refuses "'list' kent --format niet."
check 'a full disk is no document' sh -c '! "$1" -C "$2" export deltabuurt >/dev/full 2>"$3"' sh "$BUURTPLAN" "$repo" "$err"
finish
