#!/usr/bin/env python3
"""usage: test_pages.py CONSTAT

The main text of generated pages: the prose of examples/ in layouts that share
no class name and hardly an element, with menus, teasers, comments, dialogs and
footers around it. What is read as content must be that prose, word for word."""
import collections
import html
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
NEEDED = 0.97
TEASERS = [
    ("Le port rouvre après dix jours de grève",
     "Les dockers ont repris le travail lundi, mais les négociations sur les "
     "salaires continuent avec la direction."),
    ("Foot : la sélection s'impose sur le fil",
     "Menés au score jusqu'à la dernière minute, les visiteurs ont arraché la "
     "victoire devant leur public."),
    ("Inflation, le panier toujours plus cher",
     "Les prix ont encore grimpé de trois pour cent en un an, selon "
     "l'institut des statistiques."),
    ("Météo : retour de la pluie dans le nord",
     "Une perturbation venue de l'ouest traversera le pays dans la nuit de "
     "jeudi à vendredi."),
    ("Ports du sud : trente dockers blessés",
     "Une grue s'est couchée sur le quai à l'heure de la relève, blessant "
     "trente dockers d'après les secours."),
]
SECTIONS = ["Monde", "Afrique", "Europe", "Culture", "Sport", "Vidéos"]
rng = random.Random(5)


def name():
    return "css-" + "".join(rng.choice("abcdef0123456789") for _ in range(6))


def menu():
    return "<ul>" + "".join(f'<li><a href="/{s}">{s}</a></li>'
                            for s in SECTIONS) + "</ul>"


def teasers(n, css="x", prose=True):
    out = ""
    for i in range(n):
        title, text = TEASERS[i % len(TEASERS)]
        out += (f'<div class="{css}"><a href="/{i}"><img src=a.jpg></a>'
                f'<h3><a href="/{i}">{title}</a></h3>'
                + (f"<p>{text}</p>" if prose else "") + "</div>")
    return out


def comments(n, css):
    return (f'<div class="{css}"><h3>Commentaires</h3>' + "".join(
        f"<div><b>lecteur{i}</b><p>{TEASERS[i][1]} On se demande bien ce que "
        "fait la communauté internationale.</p><a href=#>Répondre</a></div>"
        for i in range(n)) + "</div>")


CONSENT = ('<div class="cookie-banner"><p>Nous utilisons des cookies pour vous '
           "offrir la meilleure expérience possible. En continuant, vous "
           "acceptez.</p><button>OK</button></div>")
FOOT = ("<footer><ul><li><a href=/m>Mentions légales</a></li></ul><p>Toute "
        "reproduction est interdite sans l'accord de la rédaction du "
        "journal.</p></footer>")


def paragraphs(body):
    for text in body:
        words = html.escape(text, quote=False).split(" ")
        at = rng.randrange(len(words) - 3)
        if rng.random() < 0.5:
            words[at] = '<a href="/l">' + words[at]
            words[at + 1] += "</a>"
        yield "<p>" + " ".join(words) + "</p>"


def layouts(title, body):
    """(name, page, prose) of each layout."""
    p = list(paragraphs(body))
    all_p, half = "".join(p), len(p) // 2
    head = ("<!doctype html><html><head><meta charset=utf-8><title>"
            f"{title} - Le Journal</title></head><body>")
    h1 = f"<h1>{title}</h1>"
    lead = html.escape(body[0], quote=False)
    yield "article", (
        f"{head}<header><nav>{menu()}</nav></header><main><article>{h1}"
        f"<p>Publié le 3 mai 2020</p>{all_p}</article><div class={name()}>"
        f"{teasers(5)}</div></main>{FOOT}"), body
    yield "divs", (
        f"{head}<div class={name()}>{menu()}</div><div class={name()}>"
        f"<div class={name()}>{h1}<div class={name()}>Par Anne Roy - 3 mai 2020"
        f"</div><div class={name()}>"
        + "".join(f"<div class={name()}>{x}</div>" for x in p)
        + f"</div></div><div class={name()}>{teasers(6, name())}</div></div>"
        f"{CONSENT}<div class={name()}><a href=/m>Mentions légales</a></div>"
    ), body
    yield "tables", (
        f"{head}<table><tr><td><a href=/>Accueil</a><td><a href=/m>Monde</a>"
        "</table><table><tr><td width=150>"
        + "<br>".join(f"<a href=/{i}>{t}</a>" for i, (t, _) in
                      enumerate(TEASERS))
        + f"</td><td>{h1}{'<br><br>'.join(x[3:-4] for x in p)}</td><td><b>"
        f"Dernières nouvelles</b>{teasers(4)}</td></tr></table>{FOOT}"), body
    yield "blog", (
        f"{head}<div id=masthead><h1 class=site-title><a href=/>Le Journal</a>"
        f"</h1>{menu()}</div><div id=content><div class='post hentry'><h2 "
        f"class=entry-title>{title}</h2><div class=entry-meta>3 mai 2020</div>"
        f"<div class=entry-content>{all_p}<div class=sharedaddy>Partager : "
        f"<a href=#>Facebook</a></div></div></div>{comments(4, 'comments')}"
        f"</div><div id=sidebar class=widget-area>{teasers(3)}</div>"), body
    yield "sections", (
        f"{head}<div class={name()}>{menu()}</div><article class=story>{h1}"
        f"<div class=article__chapo><p>{lead}</p></div><div "
        f"class=article__text>{''.join(p[1:half + 1])}</div><div "
        f"class=inread-related><p>Lire aussi</p><a href=/z>{TEASERS[0][0]}</a>"
        f"</div><div class=article__text>{''.join(p[half + 1:])}</div>"
        f"</article>{comments(3, name())}<div class=most-read>"
        f"{teasers(5, prose=False)}</div>"), body
    yield "bare", (
        f"{head}{h1}<p><a href=/>Accueil</a> | <a href=/m>Monde</a>{all_p}<hr>"
        "<p>&copy; Le Journal 2020. <a href=/c>Contact</a>"), body
    yield "short", (
        f"{head}<div class={name()}><div class={name()}>{h1}<span class=date>"
        f"3 mai 2020</span><div class={name()}>{''.join(p[:2])}</div></div>"
        f"<div class={name()}><h2>À lire aujourd'hui</h2><div class={name()}>"
        + "".join(f"<div class={name()}>{teasers(1, name())}</div>"
                  for _ in range(10)) + f"</div></div></div>{FOOT}"), body[:2]
    yield "figure", (
        f"{head}<main><div>{h1}<figure><img src=a><figcaption>La place du "
        "marché, mardi matin. Photo Jean Dupuy</figcaption></figure>"
        f"{all_p}<ul class=tags><li><a href=/a>Guerre</a></li></ul></div>"
        f"<section><h2>Sur le même sujet</h2>{teasers(4)}</section></main>"
        f"{FOOT}"), body
    yield "column", (
        f"{head}<div class='content-wrapper with-sidebar'><div class=col-8>"
        f"<div class=article-detail>{h1}{all_p}</div></div><div class=col-4>"
        "<ul>" + "".join(f"<li><a href=/{i}>{t}</a><br>{d}</li>"
                         for i, (t, d) in enumerate(TEASERS * 2))
        + f"</ul></div></div>{FOOT}"), body
    yield "stacked", (
        f"{head}<article>{h1}<div itemprop=articleBody>{all_p}</div></article>"
        "<div class=next>" + "".join(
            f"<article><h2><a href=/n>{t}</a></h2><p>{d}</p></article>"
            for t, d in TEASERS[:2]) + f"</div>{comments(2, 'comments')}"), body


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def score(document, raw, body):
    pieces = (raw[z["begin"]:z["end"]].decode() for z in document["zones"]
              if z["kind"] == "content")
    got = words(" ".join(html.unescape(re.sub("<[^>]*>", " ", t))
                         for t in pieces))
    want = words(" ".join(body))
    return (2 * sum((got & want).values())
            / max(1, sum(got.values()) + sum(want.values())))


def main():
    pages = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(TOP.glob("examples/*.txt")):
            lines = path.read_text(encoding="utf-8").splitlines()
            body = [s for s in lines if len(s) > 150 and s[0] not in "-•"]
            if len(body) < 2:
                continue
            title = "Guerre : " + " ".join(body[0].split()[:7])
            for kind, page, prose in layouts(title, body):
                target = pathlib.Path(folder, f"{path.stem}-{kind}.html")
                target.write_text(page, encoding="utf-8")
                pages[str(target)] = (kind, page.encode(), prose, title)
        run = subprocess.run([sys.argv[1], "read", folder, "--format", "jsonl",
                              "-q"], capture_output=True, check=False)
    scores, bad = collections.defaultdict(list), 0
    for line in run.stdout.splitlines():
        record = json.loads(line)
        if record["record"] != "document":
            continue
        kind, raw, prose, title = pages.pop(record["path"])
        scores[kind].append(score(record, raw, prose))
        if record["title"] != title:
            print(f"{record['path']}: title {record['title']!r}")
            bad += 1
    for kind, values in scores.items():
        mean = sum(values) / len(values)
        print(f"{kind:10} {mean:.3f}")
        bad += mean < NEEDED
    return bool(bad or pages or not scores)


if __name__ == "__main__":
    sys.exit(main())
