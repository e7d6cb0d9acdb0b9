// What this browser still keeps of texts that never reached the clinic: shown, to be copied out or thrown away.
// Switched on by [data-kept], their place, whose value their addresses begin with; in it [data-label] says what a field is called.

const place = () => document.querySelector('[data-kept]');
const called = name => place().querySelector(`[data-label="${CSS.escape(name)}"]`)?.textContent.trim();
/** How long the button says that it was done. */
const SAID = 2000;

/** What was typed, line by line: what a field is called, and what is in it. A medicine is one line, with all that its row says. */
function linesOf(written) {
  const lines = new Map();
  for (const [field, value] of written) {
    const [column, row] = field.split('.');
    const name = row && column !== 'diagnosis' ? 'medicine' : column;
    const words = called(`${column}=${value}`) ?? value.trim();
    if (!words || column === 'taken_on' || !called(name)) continue;
    const line = lines.get(`${name}.${row}`) ?? [called(name), []];
    line[1].push(words);
    lines.set(`${name}.${row}`, line);
  }
  return [...lines.values()].map(([label, words]) => [label, words.join(' · ')]);
}

function pair([label, words]) {
  const both = document.createElement('div');
  both.append(Object.assign(document.createElement('dt'), { textContent: label }));
  both.append(Object.assign(document.createElement('dd'), { textContent: words }));
  return both;
}

function show(copy) {
  const lines = linesOf(copy.written);
  const shown = place().querySelector('template').content.firstElementChild.cloneNode(true);
  const link = shown.querySelector('a');
  link.href = copy.path;
  if (copy.whose) link.textContent = copy.whose;
  const at = new Date(copy.at);
  const time = shown.querySelector('time');
  time.dateTime = at.toISOString();
  time.textContent = at.toLocaleString(`${document.documentElement.lang}-IN`, { dateStyle: 'medium', timeStyle: 'short' });
  shown.querySelector('dl').append(...lines.map(pair));
  shown.querySelector('[data-copy]').addEventListener('click', async ({ currentTarget: button }) => {
    await navigator.clipboard.writeText(lines.map(line => line.join(': ')).join('\n'));
    const { textContent: words } = button;
    button.textContent = button.dataset.copy;
    setTimeout(() => (button.textContent = words), SAID);
  });
  shown.querySelector('[data-throw]').addEventListener('click', () => {
    localStorage.removeItem(copy.place);
    shown.remove();
    place().hidden = !place().querySelector('article');
  });
  return shown;
}

function showAll(copies) {
  const here = copies.filter(it => it.path.startsWith(place().dataset.kept) && linesOf(it.written).length);
  place().append(...here.sort((one, other) => other.at - one.at).map(show));
  place().hidden = !here.length;
}

document.dispatchEvent(new CustomEvent('copies:ask', { detail: showAll }));
