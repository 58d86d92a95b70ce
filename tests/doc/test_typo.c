/* Typographic signs by language. A case is XML-like: text nodes split at "|", a "<" opens a span in Chinese or code. */
#include "fixture.h"

#define NB "\xc2\xa0"
#define NN "\xe2\x80\xaf"

static struct doc *new_doc(const char *lang)
{
    struct arena *a = arena_new();
    struct doc *doc = arena_alloc(a, sizeof *doc);
    doc->arena = a;
    doc->lang = lang;
    doc->tree = node_new(doc, NODE_DOSSIER, NULL);
    return doc;
}

static struct node *paragraph(struct doc *doc)
{
    struct node *p = node_new(doc, NODE_P, doc->tree);
    node_append(doc->tree, p);
    return p;
}

static void add(struct doc *doc, struct node *to, const char *text)
{
    node_append(to, node_text(doc, text, to));
}

static struct node *child(struct doc *doc, struct node *to, enum node_kind kind, const char *lang, const char *text)
{
    struct node *n = node_new(doc, kind, to);
    if (lang)
        n->lang = lang;
    node_append(to, n);
    if (text)
        add(doc, n, text);
    return n;
}

/* Once gives expected, and twice changes nothing. */
#define ck_typo(doc, expected)                                                                                         \
    do {                                                                                                               \
        typo_tree(doc);                                                                                                \
        ck_text((doc)->tree, expected);                                                                                \
        typo_tree(doc);                                                                                                \
        ck_text((doc)->tree, expected);                                                                                \
    } while (0)

static void ck_plain(const char *lang, const char *in, const char *expected)
{
    struct doc *doc = new_doc(lang);
    add(doc, paragraph(doc), in);
    ck_typo(doc, expected);
    doc_drop(doc);
}

static void fr(const char *in, const char *expected)
{
    ck_plain("fr", in, expected);
}

START_TEST(high_marks)
{
    fr("Oui ; non ! Vraiment ?", "Oui" NN "; non" NN "! Vraiment" NN "?");
    fr("Oui; non! Vraiment?", "Oui" NN "; non" NN "! Vraiment" NN "?");
    fr("Oui" NB "; non" NN "! Vraiment" NB " ?", "Oui" NN "; non" NN "! Vraiment" NN "?");
    fr("Quoi ?! Quoi?!! (?) (!) etc.;", "Quoi" NN "?! Quoi" NN "?!! (?) (!) etc." NN ";");
    fr("Deux : un, deux.", "Deux" NB ": un, deux.");
    fr("Deux: un", "Deux" NB ": un");
    fr("Objet:", "Objet" NB ":");
    fr(";", ";");
    fr(" ; x", " ; x");
}
END_TEST

START_TEST(guillemets)
{
    fr("Il dit « oui ».", "Il dit «" NN "oui" NN "».");
    fr("Il dit «oui».", "Il dit «" NN "oui" NN "».");
    fr("Il dit «" NB "oui" NB "» ;", "Il dit «" NN "oui" NN "»" NN ";");
    fr("« Un ? » et « deux »", "«" NN "Un" NN "?" NN "» et «" NN "deux" NN "»");
    fr("«", "«");
    fr("»", "»");
    fr("« »", "«" NN "»");
}
END_TEST

START_TEST(numbers)
{
    fr("70 000 habitants", "70" NN "000 habitants");
    fr("1 234 567 euros", "1" NN "234" NN "567" NB "euros");
    fr("800 000 €, 50 %, 50%, 12€", "800" NN "000" NB "€, 50" NB "%, 50" NB "%, 12" NB "€");
    fr("en 2017 300 personnes", "en 2017 300 personnes");
    fr("tél. 03 88 15 68 67", "tél. 03" NB "88" NB "15" NB "68" NB "67");
    fr("+33 388 156 867", "+33" NB "388" NB "156" NB "867");
    fr("3,5 km et 12 millions de gens", "3,5" NB "km et 12" NB "millions de gens");
    fr("12 kilos, 4 minutes", "12 kilos, 4 minutes");
    fr("1 2345", "1 2345");
}
END_TEST

START_TEST(abbreviations)
{
    fr("p. 12, pp. 3-4, n° 873, art. 4, fig. 2", "p." NB "12, pp." NB "3-4, n°" NB "873, art." NB "4, fig." NB "2");
    fr("M. Dupont, Mme Roy, A. Dupont, J.-B. Roy", "M." NB "Dupont, Mme" NB "Roy, A." NB "Dupont, J.-B." NB "Roy");
    fr("J. R. Dupont", "J." NB "R." NB "Dupont");
    fr("cap. 12 et FM. Dupont", "cap. 12 et FM. Dupont");
    fr("le 14 juin 2018, 1er mai, 31 août", "le 14" NB "juin 2018, 1er" NB "mai, 31" NB "août");
    fr("en 2018 mai fut", "en 2018 mai fut");
    fr("au XXe siècle, XIXᵉ siècle, Ier siècle", "au XXe" NB "siècle, XIXᵉ" NB "siècle, Ier" NB "siècle");
    fr("même siècle", "même siècle");
    fr("jusqu’à 16 h 30", "jusqu’à 16" NB "h" NB "30");
}
END_TEST

START_TEST(apostrophes_and_ellipses)
{
    fr("l'affaire d'Arras, l'« ami »", "l’affaire d’Arras, l’«" NN "ami" NN "»");
    fr("'seul' 5' x", "'seul' 5' x");
    fr("Et... puis…", "Et… puis…");
    fr("../ et .... et ...", "../ et .... et …");
}
END_TEST

START_TEST(addresses_stay)
{
    fr("voir http://a.fr/x?y=1;z=2 : oui", "voir http://a.fr/x?y=1;z=2" NB ": oui");
    fr("à 14:30, x@y.fr; c:/x/y", "à 14:30, x@y.fr" NN "; c:/x/y");
    fr("(https://ex.org/l'a?b!)", "(https://ex.org/l'a?b!)");
    fr("a?b a:b", "a?b a:b");
    fr("«x»http://a.b/c'd", "«" NN "x" NN "»http://a.b/c'd");
    fr("http://a://b@c.d www.e", "http://a://b@c.d www.e");
    fr("« http://a.fr/?x »", "«" NN "http://a.fr/?x" NN "»");
}
END_TEST

START_TEST(across_elements)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    child(doc, p, NODE_EM, NULL, "Oui");
    add(doc, p, " ; le 14");
    child(doc, p, NODE_STRONG, NULL, " juin");
    add(doc, p, ", « ");
    child(doc, p, NODE_EM, NULL, "mot ");
    add(doc, p, "» XX");
    child(doc, p, NODE_SUP, NULL, "e");
    add(doc, p, " siècle");
    ck_typo(doc, "Oui" NN "; le 14" NB "juin, «" NN "mot" NN "» XXe" NB "siècle");
    ck_text(p->child->next, NN "; le 14");
    doc_drop(doc);
}
END_TEST

START_TEST(notes_are_runs_of_their_own)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    add(doc, p, "Un mot");
    child(doc, p, NODE_NOTE, NULL, "Note : oui ?");
    add(doc, p, " ; puis");
    ck_typo(doc, "Un motNote" NB ": oui" NN "?" NN "; puis");
    doc_drop(doc);
}
END_TEST

START_TEST(blocks_end_runs)
{
    struct doc *doc = new_doc("fr");
    add(doc, paragraph(doc), "Un 14");
    add(doc, paragraph(doc), " juin ; x");
    add(doc, paragraph(doc), "; y");
    ck_typo(doc, "Un 14 juin" NN "; x; y");
    doc_drop(doc);
}
END_TEST

START_TEST(code_stays)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    add(doc, p, "Dans ");
    child(doc, p, NODE_CODE, NULL, "a ; b ! l'x 50% ");
    add(doc, p, "; puis ");
    child(doc, p, NODE_CODE, NULL, "c");
    add(doc, p, " ! ");
    ck_typo(doc, "Dans a ; b ! l'x 50% ; puis c" NN "! ");
    doc_drop(doc);
}
END_TEST

START_TEST(other_languages_stay)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    add(doc, p, "Le ");
    child(doc, p, NODE_SPAN, "zh-Hans", "浙江 ; 70 000 : 杭州");
    add(doc, p, " ; puis ");
    child(doc, p, NODE_SPAN, "de", "Was ? p. 12");
    add(doc, p, "?");
    ck_typo(doc, "Le 浙江 ; 70 000 : 杭州" NN "; puis Was ? p. 12" NN "?");
    doc_drop(doc);
    ck_plain("zh-Hans", "浙江 ; 杭州 ? l'x", "浙江 ; 杭州 ? l'x");
    doc = new_doc("fr");
    p = paragraph(doc);
    add(doc, p, "«");
    child(doc, p, NODE_SPAN, "zh-Hans", "浙江");
    add(doc, p, "»");
    ck_typo(doc, "«" NN "浙江" NN "»");
    doc_drop(doc);
}
END_TEST

START_TEST(english)
{
    ck_plain("en", "It's p. 12; see Fig. 3 and Dr Roy: why?", "It’s p." NB "12; see Fig." NB "3 and Dr" NB "Roy: why?");
    ck_plain("en", "70 000 « x »", "70 000 « x »");
}
END_TEST

START_TEST(cites_hold_to_their_word)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    add(doc, p, "Un mot");
    child(doc, p, NODE_CITE, NULL, "[1]");
    add(doc, p, " ; un autre ");
    child(doc, p, NODE_CITE, NULL, "[2]");
    add(doc, p, " (");
    child(doc, p, NODE_CITE, NULL, "[3]");
    add(doc, p, ")");
    ck_typo(doc, "Un mot" NN "[1]" NN "; un autre" NB "[2] ([3])");
    doc_drop(doc);
}
END_TEST

START_TEST(page_numbers_hold)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    add(doc, p, "voir p. ");
    child(doc, p, NODE_PAGEREF, NULL, NULL);
    add(doc, p, " ; x");
    ck_typo(doc, "voir p." NB "#" NN "; x");
    doc_drop(doc);
}
END_TEST

/* Any text: nothing is lost but spaces, and twice is once. */
START_TEST(any_text_twice_is_once)
{
    static const char *const parts[] = {"a",    " ", "14", ";", ":", "«",   "»", NB,  NN,  "'",  ".",       "p.",
                                        "juin", "%", "A",  "(", "?", "000", "e", "h", "€", "浙", "http://", "@", "\"", "-", "°", "M.", "x", "etc", "v°", "A-", "..."};
    uint32_t seed = 12345;
    for (int round = 0; round < 3000; round++) {
        struct doc *doc = new_doc("fr");
        struct node *p = paragraph(doc), *in = p;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            if ((seed >> 8) % 7 == 0)
                in = child(doc, p, (seed >> 12) % 3 ? NODE_EM : NODE_CODE, NULL, NULL);
            else if ((seed >> 8) % 7 == 1)
                in = p;
            add(doc, in, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
        }
        typo_tree(doc);
        struct buf once = {0};
        all_text(doc->tree, &once);
        typo_tree(doc);
        ck_text(doc->tree, once.data ? once.data : "");
        buf_drop(&once);
        doc_drop(doc);
    }
}
END_TEST

START_TEST(straight_quotes)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    add(doc, p, "Un \"mot\", l'\"eau\" : « un \"deux\" » (\"oui\") 12\" et \"");
    ck_typo(doc,
            "Un «" NN "mot" NN "», l’«" NN "eau" NN "»" NB ": «" NN "un “deux”" NN "» («" NN "oui" NN "») 12\" et \"");
    arena_drop(doc->arena);
    doc = new_doc("en");
    p = paragraph(doc);
    add(doc, p, "\"He said \"yes\",\" she wrote; 5\" wide, \"it's");
    ck_typo(doc, "“He said “yes”,” she wrote; 5\" wide, \"it’s");
    arena_drop(doc->arena);
    doc = new_doc("de");
    add(doc, paragraph(doc), "Ein \"Wort\"");
    ck_typo(doc, "Ein \"Wort\"");
    arena_drop(doc->arena);
}
END_TEST

/* Many marks that open and none that closes: linear all the same. */
START_TEST(quotes_without_end)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    struct buf b = {0};
    for (int i = 0; i < 200000; i++)
        buf_adds(&b, "\"a ");
    add(doc, p, b.data);
    typo_tree(doc);
    ck_assert_int_eq(p->child->len, (int32_t)b.len);
    buf_drop(&b);
    arena_drop(doc->arena);
}
END_TEST

/* As it comes out of a hurried keyboard. */
START_TEST(missing_spaces)
{
    fr("p.12, n°7, §4, art.4, M.Wang", "p." NB "12, n°" NB "7, §" NB "4, art." NB "4, M." NB "Wang");
    fr("p.12.png, M.A., a/p.12, x.p.12", "p.12.png, M.A., a/p.12, x.p.12");
    fr("12h30, 14h, 20°C, 24h/24, A12h30", "12" NB "h" NB "30, 14" NB "h, 20" NB "°C, 24h/24, A12h30");
    fr("oui;non, Ah!Comment", "oui" NN "; non, Ah" NN "! Comment");
    fr("Il dit:\"Oui!\"puis", "Il dit" NB ": «" NN "Oui" NN "!" NN "» puis");
    fr("voir a@b.fr: oui", "voir a@b.fr" NB ": oui");
}
END_TEST

START_TEST(superfluous_spaces)
{
    fr("Fin . Un , deux ( trois ) [ quatre ]", "Fin. Un, deux (trois) [quatre]");
    fr("l' ami, d’ eux, les parents' amis", "l’ami, d’eux, les parents' amis");
    fr("un .net [ ]", "un .net [ ]");
}
END_TEST

START_TEST(what_belongs_together)
{
    fr("f. 12, fol. 3 v°, no 12, ms. 22", "f." NB "12, fol." NB "3" NB "v°, no" NB "12, ms." NB "22");
    fr("page 12, chapitre V, tome XII, page Une", "page" NB "12, chapitre" NB "V, tome" NB "XII, page Une");
    fr("Louis XIV, François Ier, Vatican II, LE XX, la IV", "Louis" NB "XIV, François" NB "Ier, Vatican" NB "II, LE XX, la IV");
    fr("av. J.-C., p. ex., op. cit., s. l. n. d., cf. supra", "av." NB "J.-C., p." NB "ex., op." NB "cit., s." NB "l." NB "n." NB "d., cf." NB "supra");
    fr("10 x 12 cm, ± 3, 3,5 Md€, 100 F", "10" NB "×" NB "12" NB "cm, ±" NB "3, 3,5" NB "Md€, 100" NB "F");
    fr("-5 °C, 1990 -1995, (-3), 12 -5", "−5" NB "°C, 1990 -1995, (−3), 12 -5");
    fr("St Jean, ISBN 978-2-07-036822-8", "St" NB "Jean, ISBN" NB "978-2-07-036822-8");
    fr("de 14 15 16 17 18", "de 14 15 16 17 18"); /* no telephone number */
}
END_TEST

START_TEST(dashes)
{
    fr("Le titre - dit-on - est faux.", "Le titre –" NB "dit-on" NB "– est faux.");
    fr("Paris - Lyon. Un - deux.", "Paris – Lyon. Un – deux.");
    fr("Un -- encore -, et --- rien", "Un –" NB "encore" NB "–, et — rien");
    fr("-- Bonjour, dit-il. ", "—" NB "Bonjour, dit-il. ");
    fr("– Oui", "–" NB "Oui");
    fr("1990 - 1995, 5 - 3, Orléans–Tours, dit-on", "1990 - 1995, 5 - 3, Orléans–Tours, dit-on");
    ck_plain("en", "word--word, and -- yes - no", "word—word, and – yes – no");
}
END_TEST

START_TEST(etcetera)
{
    fr("un, deux, etc..., etc…, etc. Et...", "un, deux, etc., etc., etc. Et…");
}
END_TEST

START_TEST(english_apostrophes)
{
    ck_plain("en", "\"he 'left' early\"; rock 'n' roll, the '90s, the parents' house, 5' 30", "“he ‘left’ early”; rock ’n’ roll, the ’90s, the parents’ house, 5' 30");
}
END_TEST

/* An inline q draws its own marks: within it, quotation marks are inner ones. */
START_TEST(quotes_within_q)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc);
    child(doc, p, NODE_Q, NULL, "Il dit \"oui\"");
    add(doc, p, " et \"non\"");
    ck_typo(doc, "Il dit “oui” et «" NN "non" NN "»");
    doc_drop(doc);
}
END_TEST

START_TEST(attributes_that_are_read)
{
    struct doc *doc = new_doc("fr");
    struct node *p = paragraph(doc), *img = child(doc, p, NODE_IMG, NULL, NULL);
    node_set_attr(doc, img, "alt", "L'été : \"oui\" ; 3 km");
    node_set_attr(doc, img, "src", "l'été.png");
    typo_tree(doc);
    ck_assert_str_eq(node_attr(img, "alt"), "L’été" NB ": «" NN "oui" NN "»" NN "; 3" NB "km");
    ck_assert_str_eq(node_attr(img, "src"), "l'été.png");
    arena_drop(doc->arena);
}
END_TEST

TEST_MAIN("typo", missing_spaces, superfluous_spaces, what_belongs_together, dashes, etcetera, english_apostrophes, quotes_within_q,
          high_marks, guillemets, numbers, abbreviations, apostrophes_and_ellipses, straight_quotes,
          quotes_without_end, attributes_that_are_read, addresses_stay, across_elements, notes_are_runs_of_their_own,
          blocks_end_runs, code_stays, other_languages_stay, english, cites_hold_to_their_word, page_numbers_hold,
          any_text_twice_is_once)
