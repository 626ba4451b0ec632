// SPDX-License-Identifier: LGPL-2.1-or-later

// Put into a copy of a page: looks at every line of text where the browser has laid it out, and
// leaves what is wrong in an element "probe", as JSON.

(() => {
    const wrong = [];
    const tolerance = 1.5;

    const quote = text => {
        const line = text.trim().replace(/\s+/g, ' ');
        return line.length > 40 ? `${line.slice(0, 40)}…` : line;
    };

    // Text for screen readers only is clipped away on purpose.
    const isHidden = element => {
        for (let e = element; e instanceof Element; e = e.parentElement) {
            const style = getComputedStyle(e);
            if (style.display === 'none' || style.visibility === 'hidden' ||
                style.opacity === '0' || ['TITLE', 'DESC', 'title', 'desc'].includes(e.tagName))
                return true;
            const box = e.getBoundingClientRect();
            if (style.overflow !== 'visible' && box.width <= 1 && box.height <= 1)
                return true;
        }
        return false;
    };

    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const parent = node.parentElement;
        if (!node.data.trim() || ['SCRIPT', 'STYLE'].includes(parent.tagName) || isHidden(parent))
            continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const size = parseFloat(getComputedStyle(parent).fontSize);
        for (const box of range.getClientRects()) {
            if (box.width < 1 || box.height < 1)
                continue;
            // What is inked: less than the line's height, which may reach into the next line.
            const spare = Math.max(0, (box.height - size) / 2) + size * 0.1;
            lines.push({text: node.data, parent, left: box.left, right: box.right,
                top: box.top + spare, bottom: box.bottom - spare});
        }
    }

    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth + tolerance)
        wrong.push(`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth}`);

    // In a narrow window a table may be scrolled to the side, but nothing else.
    const narrow = page.clientWidth < 600;
    const isScrolled = element => narrow && element.closest('.table') !== null &&
        getComputedStyle(element.closest('.table')).overflowX === 'auto';

    for (const line of lines) {
        if (isScrolled(line.parent))
            continue;
        if (line.right > page.clientWidth + tolerance || line.left < -tolerance)
            wrong.push(`“${quote(line.text)}” leaves the page`);
        for (let e = line.parent; e && e !== document.body; e = e.parentElement) {
            const style = getComputedStyle(e);
            const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
            const svg = e.tagName.toLowerCase() === 'svg';
            const cell = ['TD', 'TH', 'FIGCAPTION', 'LI', 'P', 'DD', 'DT'].includes(e.tagName);
            if (!svg && (!(clips || cell) || style.display === 'inline'))
                continue;
            const box = e.getBoundingClientRect();
            if (line.left < box.left - tolerance || line.right > box.right + tolerance ||
                line.top < box.top - tolerance || line.bottom > box.bottom + tolerance) {
                wrong.push(`“${quote(line.text)}” sticks out of <${e.tagName.toLowerCase()}>`);
                break;
            }
        }
    }

    // From top to bottom: only lines that begin before this one ends can touch it.
    lines.sort((a, b) => a.top - b.top);
    for (let i = 0; i < lines.length; i++) {
        const a = lines[i];
        for (let j = i + 1; j < lines.length && lines[j].top < a.bottom; j++) {
            const b = lines[j];
            // The head of a table is repeated in every column or page that the table reaches.
            if (a.parent === b.parent && a.parent.closest('thead') !== null)
                continue;
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > tolerance && down > tolerance)
                wrong.push(`“${quote(a.text)}” and “${quote(b.text)}” overlap`);
        }
    }

    const result = document.createElement('pre');
    result.id = 'probe';
    result.textContent = JSON.stringify({lines: lines.length, wrong: [...new Set(wrong)]});
    document.body.append(result);
})();
