// Light or dark: sets the chosen theme before the first paint, and changes it.
// Switched on by [data-theme-toggle], a button. Stands in <head> and blocks, so it is no module.
{
  'use strict';
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const show = button => button.setAttribute('aria-pressed', String(isDark()));

  try {
    const chosen = localStorage.getItem('theme');
    if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
  } catch { /* storage is off: the system's theme stays */ }

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-theme-toggle]');
    if (!button) return;
    root.dataset.theme = isDark() ? 'light' : 'dark';
    show(button);
    try { localStorage.setItem('theme', root.dataset.theme); } catch { /* it holds for this page */ }
  });
  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-theme-toggle]').forEach(show));
}
