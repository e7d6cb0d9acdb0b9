// Asks before something is done that cannot be taken back; the agreeing button repeats the action's own name.
// Switched on by [data-confirm], the sentence, on a form, button or link; [data-confirm-no] near it is the word for no.

let agreed = null;

function make(tag, textContent, rest = {}) {
  return Object.assign(document.createElement(tag), { textContent, ...rest });
}

/** The words that the element, or what it stands in, has for this. */
function words(element, name) {
  return element.closest(`[${name}]`)?.getAttribute(name);
}

function ask(element, button, proceed) {
  const name = button?.getAttribute('aria-label') || button?.textContent.trim();
  const sentence = make('p', element.dataset.confirm, { id: 'confirm-sentence' });
  const no = make('button', words(element, 'data-confirm-no') || '✕', { type: 'button' });
  const yes = make('button', words(element, 'data-confirm-yes') || name || 'OK', { type: 'button' });
  no.dataset.variant = 'secondary';
  yes.dataset.variant = 'danger';
  const footer = make('footer', '');
  footer.append(no, yes);
  const dialog = make('dialog', '');
  dialog.append(sentence, footer);
  dialog.setAttribute('aria-labelledby', sentence.id);
  dialog.addEventListener('close', () => dialog.remove());
  no.addEventListener('click', () => dialog.close());
  yes.addEventListener('click', () => {
    dialog.close();
    agreed = element;
    proceed();
    agreed = null;
  });
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
}

/** Stops the event, in its first phase, before anything else hears of it. */
function hold(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener('click', event => {
  const element = event.target.closest('[data-confirm]:not(form)');
  if (!element || agreed === element) return;
  hold(event);
  ask(element, element, () => element.click());
}, true);
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.dataset.confirm || agreed === form) return;
  hold(event);
  ask(form, event.submitter ?? form.querySelector('button'), () => form.requestSubmit(event.submitter));
}, true);
