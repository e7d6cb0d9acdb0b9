// Forms wait for their answer where they stand: not answered or refused, nothing typed is lost; [data-leaves] goes as browsers do.
// Switched on by [data-unanswered], the body, whose value says that no answer came.

const sending = new Set();
const words = name => document.body.dataset[name] ?? '';

/** An attribute of the form, or of the button instead. A field may be called `method`: the form's own property would be that field. */
const said = (form, submitter, name) => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);

/** Whose page this is: what they typed is never sent as somebody else's, who signed in meanwhile. */
function owner() {
  const mark = document.querySelector('[data-session]')?.dataset.session;
  return mark ? { 'X-Session': mark } : {};
}

/** Says beside what was pressed that it was not done. */
function say(form, submitter, text) {
  const beside = submitter?.isConnected ? submitter : form;
  const line = Object.assign(document.createElement('p'), { role: 'alert', textContent: text });
  line.dataset.unsent = '';
  beside.after(line);
  line.scrollIntoView({ block: 'nearest' });
}

function quiet(form, submitter) {
  for (const place of [form, submitter]) {
    if (place?.nextElementSibling?.matches('[data-unsent]')) place.nextElementSibling.remove();
  }
}

/** Shows a page that answered: the same one mostly, with what is wrong beside each field. */
function show(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const onward = page.querySelector('meta[http-equiv=refresh]')?.content.split(/url=/i)[1];
  if (onward) return location.assign(onward);
  const here = new Set([...document.scripts].map(script => script.getAttribute('src')));
  for (const { type, defer, src } of [...page.scripts].filter(script => !here.has(script.getAttribute('src')))) {
    document.head.append(Object.assign(document.createElement('script'), { type, defer, src, async: false }));
  }
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceWith(document.adoptNode(page.body));
  globalThis.htmx?.process(document.body);
  scrollTo(0, 0);
  const wrong = document.querySelector('[aria-invalid=true], [data-error] :is(input, select, textarea)');
  (wrong ?? document.querySelector('[autofocus]'))?.focus();
  // With what is said below it, above a phone's bar.
  wrong?.closest('.field')?.scrollIntoView({ block: 'nearest' });
  if (!wrong) document.querySelector('main form [role=alert][data-variant=danger]')?.scrollIntoView({ block: 'center' });
  document.dispatchEvent(new Event('page:shown'));
}

/** Tells other behaviours how far it is; whether none of them says by itself that no answer came. */
function tell(form, submitter, what) {
  return form.dispatchEvent(new CustomEvent(`form:${what}`, { detail: { submitter }, bubbles: true, cancelable: true }));
}

async function send(form, submitter) {
  if (sending.has(form)) return;
  sending.add(form);
  quiet(form, submitter);
  submitter?.setAttribute('aria-busy', 'true');
  let left = false;
  try {
    const answering = answered(form, submitter);
    tell(form, submitter, 'sending');
    left = await answering;
    if (!left) tell(form, submitter, 'answered');
  } catch {
    if (tell(form, submitter, 'unanswered')) say(form, submitter, words('unanswered'));
  } finally {
    if (!left) finish(form, submitter);
  }
}

function finish(form, submitter) {
  sending.delete(form);
  submitter?.removeAttribute('aria-busy');
}

/** Whether the page is being left for the answer. */
async function answered(form, submitter) {
  const answer = await fetch(said(form, submitter, 'action') ?? location.href, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form, submitter)),
    headers: { 'X-Form': '1', ...owner() },
    signal: AbortSignal.timeout(60000),
  });
  const address = answer.headers.get('X-Go-To');
  if (address) {
    form.dispatchEvent(new CustomEvent('form:taken', { detail: { action: said(form, submitter, 'action') }, bubbles: true }));
    const place = new URL(address, location.href);
    // A place on the same page is no other page: it is asked for anew.
    if (place.href.split('#')[0] === location.href.split('#')[0] && place.hash) location.hash = place.hash, location.reload();
    else location.assign(place);
    return true;
  }
  if (answer.status === 401) {
    document.dispatchEvent(new CustomEvent('session:over', { detail: { source: form, goOn: () => send(form, submitter) } }));
    return false;
  }
  const text = await answer.text();
  if (answer.headers.get('Content-Type')?.startsWith('text/html')) show(text);
  else say(form, submitter, text || words('unanswered'));
  return false;
}

/** Signing in again was put off: what is no draft, which says so by itself, was not sent. */
document.addEventListener('session:later', ({ target: form, detail: text }) => {
  if (!form.matches('form:not([data-draft])')) return;
  quiet(form);
  say(form, null, text);
});
document.addEventListener('submit', event => {
  const form = event.target;
  const { submitter } = event;
  const [method, target, enctype] = ['method', 'target', 'enctype'].map(name => said(form, submitter, name)?.toLowerCase());
  if (event.defaultPrevented || target || 'leaves' in form.dataset || enctype?.startsWith('multipart')) return;
  if (method === 'post') {
    event.preventDefault();
    send(form, submitter);
  } else if (!navigator.onLine) {
    // What would be asked for is not there to be shown; what was typed is.
    event.preventDefault();
    quiet(form, submitter);
    say(form, submitter, words('unanswered'));
  }
});
addEventListener('pageshow', event => {
  if (event.persisted) for (const form of sending) finish(form, form.querySelector('[aria-busy]'));
});

/** What htmx sends by itself, a button of the board or a search, says so too; live parts and hints are marked otherwise. */
function failed({ detail: { ctx } = {} }) {
  const source = ctx?.sourceElement;
  if (!source?.matches?.('button, form, [role=combobox]') || ctx.response?.status === 401) return;
  const form = source.closest('form') ?? source;
  quiet(form);
  say(form, null, (ctx.response && ctx.text) || words('unanswered'));
}
document.addEventListener('htmx:error', failed);
document.addEventListener('htmx:response:error', failed);
document.addEventListener('htmx:before:request', ({ detail: { ctx } = {} }) => {
  const source = ctx?.sourceElement;
  if (source?.matches?.('button, form, [role=combobox]')) quiet(source.closest('form') ?? source);
});
