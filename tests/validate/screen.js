// What a reader's screen shows, asked of a browser: runs in all pages of a book at once, and tells its findings to the page around.
(function () {
    "use strict";
    const found = { contrast: [], size: [], width: [], seen: 0, dark: matchMedia("(prefers-color-scheme: dark)").matches, wide: innerWidth };

    const rgba = (text) => {
        const n = text.match(/[\d.]+/g).map(Number);
        return { r: n[0], g: n[1], b: n[2], a: n.length > 3 ? n[3] : 1 };
    };
    const over = (top, under) => ({
        r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1,
    });
    const luminance = (c) => {
        const [r, g, b] = [c.r, c.g, c.b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (x, y) => {
        const [a, b] = [luminance(x), luminance(y)].sort((p, q) => q - p);
        return (a + 0.05) / (b + 0.05);
    };
    // Nothing but paper under the outermost element.
    const ground = (e) => {
        const layers = [];
        for (; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
        return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
    };
    const name = (e) => `${e.localName}.${e.getAttribute("class") || ""} in ${(e.parentElement.getAttribute("class") || e.parentElement.localName)}`;
    const shown = (node) => {
        const r = document.createRange();
        r.selectNodeContents(node);
        return r.getClientRects().length > 0 && getComputedStyle(node.parentElement).visibility === "visible";
    };

    // Of a drawing: what was painted last under the middle of a text.
    const painted = (text, svg) => {
        const box = text.getBoundingClientRect(), x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
        let under = ground(svg);
        for (const shape of svg.querySelectorAll("rect, path, circle, polygon, ellipse")) {
            if (text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING) break;
            const b = shape.getBoundingClientRect(), fill = getComputedStyle(shape).fill;
            if (fill.startsWith("rgb") && x >= b.left && x <= b.right && y >= b.top && y <= b.bottom) under = over(rgba(fill), under);
        }
        return under;
    };

    const texts = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode())
        if (n.data.trim() && !/^(script|style|title|desc)$/.test(n.parentElement.localName) && shown(n)) texts.push(n);

    const once = new Set();
    for (const n of texts) {
        const e = n.parentElement, s = getComputedStyle(e), drawn = e.closest("svg");
        const ink = rgba(drawn ? (s.fill.startsWith("rgb") ? s.fill : "rgb(0, 0, 0)") : s.color), under = drawn ? painted(e, drawn) : ground(e);
        const px = parseFloat(s.fontSize), large = px >= 24 || (px >= 18.66 && +s.fontWeight >= 700);
        const k = ratio(over(ink, under), under);
        found.seen++;
        if (k < (large ? 3 : 4.5) && !once.has(name(e))) {
            once.add(name(e));
            found.contrast.push(`${name(e)}: ${k.toFixed(2)} to 1, “${n.data.trim().slice(0, 30)}”`);
        }
    }

    // WCAG 1.4.10: no text stands outside of a narrow screen, but in what scrolls by itself.
    const scrolls = (e) => {
        for (; e && e !== document.body; e = e.parentElement)
            if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true;
        return false;
    };
    for (const n of texts) {
        const r = document.createRange();
        r.selectNodeContents(n);
        const right = r.getBoundingClientRect().right;
        if (right > innerWidth + 1 && !scrolls(n.parentElement))
            found.width.push(`${name(n.parentElement)}: ends at ${Math.round(right)} of ${innerWidth}, “${n.data.trim().slice(0, 30)}”`);
    }

    // WCAG 1.4.4 and the reader's own choice: text twice as large is twice as large everywhere, and its lines have room.
    const before = texts.map((n) => parseFloat(getComputedStyle(n.parentElement).fontSize));
    document.documentElement.style.fontSize = "32px";
    texts.forEach((n, i) => {
        const e = n.parentElement, s = getComputedStyle(e), now = parseFloat(s.fontSize), line = parseFloat(s.lineHeight);
        if (e.closest("svg")) return;
        if (Math.abs(now - 2 * before[i]) > 0.1) found.size.push(`${name(e)}: ${before[i]} px becomes ${now}`);
        if (line > 0 && line < now * 1.05) found.size.push(`${name(e)}: lines of ${line} px for letters of ${now}`);
    });

    parent.postMessage(JSON.stringify(found), "*");
})();
