// The session: where it is over, asks to sign in on the spot, then goes on; a minute before it ends unused, says so.
// Switched on by [data-session], the dialog, whose value says whose page it is.

const dialog = () => document.querySelector('dialog[data-session]');
const soon = () => document.querySelector('.session-soon:not([data-later])');
/** Says, once the question was put off, that one is signed out: it asks again when pressed. */
const later = () => document.querySelector('.session-soon[data-later]');
const waiting = new Map();
const MINUTE = 60000;

/** Asks who is signed in now: the mark of their pages, or nothing. */
async function whose(inBackground = true) {
  const headers = { 'X-Form': '1', ...(inBackground && { 'X-Background': '1' }) };
  const answer = await fetch('/signed-in', { headers });
  if (!answer.ok) return '';
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return page.querySelector('[data-session]')?.dataset.session ?? '';
}

/** Goes on with all that waited, if its owner is back. */
async function look() {
  const who = await whose().catch(() => '');
  if (!who || !(dialog().open || !later().hidden)) return;
  dialog().toggleAttribute('data-other', who !== dialog().dataset.session);
  if (who !== dialog().dataset.session) return;
  later().hidden = true;
  dialog().close('back');
  use();
  const goOn = [...waiting.values()];
  waiting.clear();
  for (const each of goOn) each();
  document.dispatchEvent(new Event('session:back'));
}

function ask() {
  if (dialog().open) return;
  const frame = dialog().querySelector('iframe');
  frame.onload = () => {
    const inside = frame.contentDocument;
    inside?.documentElement.toggleAttribute('data-framed', true);
    // Other people's pages do not open in a frame.
    for (const form of inside?.querySelectorAll('form[action$="/google"]') ?? []) form.target = '_blank';
    if (inside?.location.pathname === '/signed-in') look();
  };
  frame.src = `${dialog().dataset.door}?next=/signed-in`;
  soon().hidden = true;
  later().hidden = true;
  dialog().returnValue = '';
  dialog().showModal();
}

document.addEventListener('session:over', event => {
  if (!dialog()) return;
  // What saves itself does not ask again and again: what it has is kept, and saved once the session is back.
  if (event.detail.byItself && !later().hidden) return;
  waiting.set(event.detail.source, event.detail.goOn);
  ask();
});
/** Put off, by the button or Escape: nothing goes on by itself, and beside each form stands that it was not sent. */
document.addEventListener('close', event => {
  if (event.target !== dialog() || event.target.returnValue === 'back') return;
  const text = dialog().dataset.notSent;
  for (const source of waiting.keys()) source.dispatchEvent(new CustomEvent('session:later', { detail: text, bubbles: true }));
  waiting.clear();
  later().hidden = false;
}, true);
document.addEventListener('htmx:response:error', event => {
  const { sourceElement: source, request, response } = event.detail.ctx;
  if (response.status !== 401 || !dialog()) return;
  // Put off, only what one asks for oneself asks again: no live part, nothing in the background, no hint whose answer was still on its way.
  if (!later().hidden && (request.headers['X-Background'] || !source.matches('a, button, form, [role=combobox]'))) return;
  // What was looked at is asked for again, and a button is pressed again; a draft is saved by its own behaviour, once the session is back.
  if (request.method === 'GET') waiting.set(source, () => source.isConnected && htmx.ajax('GET', request.action, { source }));
  else if (source.matches('form:not([data-draft])')) waiting.set(source, () => source.isConnected && source.requestSubmit());
  ask();
});
document.addEventListener('submit', event => {
  // What was typed and not sent stays in this browser; whoever leaves is told.
  const mine = `draft:${dialog()?.dataset.session}:`;
  if (event.target.getAttribute('action') !== '/sign-out' || !Object.keys(localStorage).some(it => it.startsWith(mine))) return;
  if (confirm(dialog().dataset.leaving)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
addEventListener('focus', () => { if (dialog()?.open || later()?.hidden === false) look(); });

// Every page that is opened by hand is use, in whichever tab.
function used() {
  try { return Number(localStorage.getItem('used')) || 0; } catch { return 0; }
}
function use() {
  try { localStorage.setItem('used', Date.now()); } catch { /* then this tab alone counts */ }
  opened = Date.now();
}
let opened = 0;
use();
document.addEventListener('form:taken', use);
setInterval(async () => {
  if (!dialog() || dialog().open || !later().hidden) return;
  const left = Math.max(opened, used()) + Number(dialog().dataset.idle) * 1000 - Date.now();
  soon().hidden = left > MINUTE;
  if (left < -MINUTE / 6 && !await whose().catch(() => 'unknown')) ask();
}, 5000);
document.addEventListener('click', async event => {
  if (event.target.closest('dialog[data-session] [data-close]')) return dialog().close();
  if (event.target.closest('[data-later] button')) return ask();
  if (!event.target.closest('.session-soon button')) return;
  if (await whose(false).catch(() => '')) use();
  soon().hidden = true;
});
