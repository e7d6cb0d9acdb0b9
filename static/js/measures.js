// Measures: while somebody is measured, each value is told at once what it means, and the body mass index is worked out.
// Switched on by [data-measures], a form; it holds the address that knows.

const WAIT = 300;
let timer = 0;

async function ask(form) {
  const typed = new URLSearchParams(new FormData(form));
  typed.delete('attempt');
  try {
    const answer = await fetch(`${form.dataset.measures}?${typed}`, { signal: AbortSignal.timeout(10000) });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    form.dispatchEvent(new CustomEvent('draft:answer', { detail: page, bubbles: true }));
  } catch {
    // Without a line it is said when the form is sent.
  }
}

document.addEventListener('input', ({ target: { form } }) => {
  if (form?.dataset.measures === undefined) return;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT, form);
});
