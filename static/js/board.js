// Board: arrows walk its columns and cards, from the empty search too; a step by key leaves the focus where the next one is taken.
// Switched on by [data-walk], the board: each [data-column] holds [data-card]s, with an id and a link; a <summary> is a step among them.
// Whoever is called or goes in keeps the focus; after who is done or not there it goes to who waits next; after the mouse, to the search.

const STEPS = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] };
const board = () => document.querySelector('[data-walk]');
const search = () => document.querySelector('.finder [role=combobox]');
const stops = column => [...column.querySelectorAll('[data-card], summary')].filter(stop => stop.checkVisibility());
const columns = () => [...board().querySelectorAll('[data-column]')].map(stops).filter(column => column.length);
const stopOf = element => element?.closest?.('[data-walk] :is([data-card], summary)');
/** Who was acted on last in this window: taken back, they have the focus again. */
const ACTED = 'card';
/** Set while the page is asked for anew after a step was taken back. */
const RETURNS = 'card:returns';
/** Those whose turn has passed, or not come again: their card is left. */
const LEFT = ['completed', 'skipped', 'cancelled', 'no_show'];
/** Where the focus stood last on this page. */
let stood = null;
/** Whether it was the mouse that pressed. */
let pointed = false;
/** What the answer under way may take the focus from: its card, the place of that, and whether the card itself asked. */
let held = null;

function placeOf(stop) {
  const all = columns();
  const column = all.findIndex(it => it.includes(stop));
  return [column, all[column]?.indexOf(stop) ?? 0];
}

function stand(stop) {
  if (!stop) return;
  (stop.querySelector('a') ?? stop).focus({ preventScroll: true });
  stop.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function near([column, row]) {
  const all = columns();
  const there = all[Math.max(0, Math.min(column, all.length - 1))];
  return there?.[Math.max(0, Math.min(row, there.length - 1))];
}

function last() {
  const card = document.getElementById(stood);
  return card && stopOf(card) && card.checkVisibility() ? card : near([0, 0]);
}

/** Who waits next in that column: below the place, else above it. */
function waitingNext([column, row]) {
  const waits = stop => stop.dataset.status === 'waiting';
  const there = columns()[column] ?? [];
  return there.slice(row).find(waits) ?? there.find(waits);
}

/** Whether arrows lead onto the board from here: the search while it is empty, what was just said or given. */
function leadsIn(element) {
  if (element === search()) return !element.value && !document.querySelector('.finder [role=option]');
  return Boolean(element.closest('#notice, #given'));
}

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!board() || document.querySelector('dialog[open]')) return;
  const stop = stopOf(event.target);
  const step = STEPS[event.key];
  if (stop && event.key === 'Escape') search()?.focus();
  else if (stop && step) {
    const [column, row] = placeOf(stop);
    stand(near([column + step[0], row + step[1]]));
  } else if (step?.[1] && leadsIn(event.target)) stand(last());
  else return;
  event.preventDefault();
});
document.addEventListener('focusin', ({ target }) => {
  const card = target.closest('[data-card]');
  if (card) stood = card.id;
});

document.addEventListener('click', ({ target, detail }) => {
  if (target.closest('[data-card] button')) pointed = detail > 0;
}, true);

document.addEventListener('htmx:before:swap', ({ detail: { ctx } = {} }) => {
  const source = stopOf(ctx?.sourceElement);
  const stop = stopOf(document.activeElement) ?? source;
  held = board() && stop ? { id: stop.id, place: placeOf(stop), asked: source === stop } : null;
  if (held?.asked) sessionStorage.setItem(ACTED, stop.id);
});
document.addEventListener('htmx:after:swap', () => {
  if (!held) return;
  const { id, place, asked } = held;
  held = null;
  if (asked && pointed) return search()?.focus();
  const card = id && document.getElementById(id);
  const isLeft = asked && LEFT.includes(card?.dataset.status);
  if (isLeft || !card?.checkVisibility()) return stand((asked && waitingNext(place)) || near(place));
  // Another button may stand now where the one that was pressed was: a second Enter is none of its.
  if (asked || !card.contains(document.activeElement)) stand(card);
});
document.addEventListener('form:taken', ({ target }) => {
  if (board() && target.closest('#notice')) sessionStorage.setItem(RETURNS, sessionStorage.getItem(ACTED) ?? '');
});
if (board() && sessionStorage.getItem(RETURNS) !== null) {
  const card = document.getElementById(sessionStorage.getItem(RETURNS));
  sessionStorage.removeItem(RETURNS);
  stand(stopOf(card) ?? near([0, 0]));
}
