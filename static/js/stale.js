// Live parts: one carries data-stale while its stream is broken, or silent for longer than it says; its value says why.
// Switched on by [data-live], the seconds of silence that are too many.

const heard = new WeakMap();
const waits = new Map();
const parts = (root = document) => [...root.querySelectorAll('[data-live]')];
/** `offline`, this device has no line; `silent`, nothing comes from the clinic. */
const mark = part => part.setAttribute('data-stale', navigator.onLine ? 'silent' : 'offline');
const markAgain = () => parts().filter(part => 'stale' in part.dataset).forEach(mark);

/** The live parts around and inside an element; all of them where there is none. */
function partsOf(element) {
  if (element.nodeType !== Node.ELEMENT_NODE) return parts();
  return [...new Set([element.closest('[data-live]'), ...parts(element)])].filter(Boolean);
}

/** A break is told when it lasts. */
function broken(element) {
  for (const part of partsOf(element)) if (!waits.has(part)) waits.set(part, setTimeout(mark, 2500, part));
}

function fresh(element) {
  for (const part of partsOf(element)) {
    clearTimeout(waits.get(part));
    waits.delete(part);
    heard.set(part, Date.now());
    part.removeAttribute('data-stale');
  }
}

/** The first connection never opened: hx-sse does not try again, so this does. */
function connectAgain(event) {
  const element = event.detail?.ctx?.sourceElement;
  const address = element?.getAttribute?.('hx-sse:connect');
  if (!address) return;
  broken(element);
  setTimeout(() => {
    if (element.isConnected) htmx.ajax('GET', address, { source: element });
  }, 5000);
}

document.addEventListener('htmx:sse:before:connection', event => {
  if (event.detail.connection.attempt > 0) broken(event.target);
});
document.addEventListener('htmx:sse:close', event => {
  if (event.detail.reason === 'ended') broken(event.target);
});
document.addEventListener('htmx:sse:error', event => broken(event.target));
document.addEventListener('htmx:sse:after:connection', event => fresh(event.target));
document.addEventListener('htmx:sse:before:message', event => fresh(event.target));
document.addEventListener('htmx:error', connectAgain);
document.addEventListener('htmx:response:error', connectAgain);
addEventListener('offline', () => broken(document));
for (const event of ['offline', 'online']) addEventListener(event, markAgain);
setInterval(() => {
  for (const part of parts()) {
    const limit = Number(part.dataset.live) * 1000;
    if (limit && heard.has(part) && Date.now() - heard.get(part) > limit) mark(part);
  }
}, 5000);
