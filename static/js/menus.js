// Menus: an open one is closed by a click elsewhere and by Escape, which gives the focus back to what opened it.
// Switched on by [class=menu], a <details>.

function close(except) {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (menu === except) continue;
    const focused = menu.contains(document.activeElement);
    menu.open = false;
    if (focused) menu.querySelector('summary').focus();
  }
}

document.addEventListener('click', event => close(event.target.closest('details.menu')));
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) close();
});
