// Printing: a button opens the browser's; what was asked for to be printed opens it by itself, and a page of that kind then goes back.
// Switched on by [data-print], a button; [data-print-now], what is to be printed at once, with "back" a whole page.

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});
const now = document.querySelector('[data-print-now]');
if (now) {
  const printed = () => {
    print();
    if (now.dataset.printNow === 'back') location.replace(document.querySelector('.print-bar .back').href);
  };
  if (document.readyState === 'complete') printed();
  else addEventListener('load', printed);
}
