// Signing: where there is no line it says so, and goes on by itself once the line is back; nothing is typed meanwhile.
// Switched on by [data-sign], the button; the form's words for it are in data-waits and data-wait-no.

let waiting = null;

function stop() {
  clearInterval(waiting?.again);
  waiting?.line.remove();
  waiting = null;
}

function wait(form, button) {
  form.inert = true;
  if (waiting) return;
  const no = Object.assign(document.createElement('button'), { type: 'button', className: 'small', textContent: form.dataset.waitNo });
  const line = Object.assign(document.createElement('p'), { textContent: `${form.dataset.waits} ` });
  line.setAttribute('role', 'alert');
  line.dataset.unsent = '';
  line.append(no);
  (button.closest('.actions') ?? button).after(line);
  no.addEventListener('click', () => (form.inert = false, stop()));
  waiting = { line, again: setInterval(() => goOn(form, button), 5000), goOn: () => goOn(form, button) };
}

function goOn(form, button) {
  if (!waiting || !form.isConnected) return stop();
  form.inert = false;
  form.requestSubmit(button);
}

document.addEventListener('form:sending', ({ target: form, detail: { submitter } }) => {
  if (submitter?.matches('[data-sign]')) form.inert = true;
});
document.addEventListener('form:answered', ({ target: form, detail: { submitter } }) => {
  if (!submitter?.matches('[data-sign]')) return;
  form.inert = false;
  stop();
});
document.addEventListener('form:unanswered', event => {
  const { target: form, detail: { submitter } } = event;
  if (!submitter?.matches('[data-sign]')) return;
  event.preventDefault();
  wait(form, submitter);
});
addEventListener('online', () => waiting?.goOn());
