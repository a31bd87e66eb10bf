// Small things that pages cannot do without a script. Everything else works by links and forms.
(function () {
  'use strict';
  var paused = false;

  // Who reads or types while numbers change may hold them still.
  document.addEventListener('click', function (event) {
    var button = event.target.closest('#pause');
    if (button) {
      paused = !paused;
      button.setAttribute('aria-pressed', String(paused));
    }
    document.querySelectorAll('details.more[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener('keydown', function (event) {
    var menu = event.key === 'Escape' && document.querySelector('details.more[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });

  function isLive(element) {
    return (element.getAttribute('hx-trigger') || '').indexOf('every') === 0;
  }
  document.addEventListener('htmx:beforeRequest', function (event) {
    if (isLive(event.detail.elt) && (paused || document.hidden)) event.preventDefault();
  });

  // A slow line: say when the hub does not answer, and when it does again.
  function lost(isLost) {
    var words = document.getElementById('lost');
    if (words) words.hidden = !isLost;
  }
  document.addEventListener('htmx:sendError', function () { lost(true); });
  document.addEventListener('htmx:timeout', function () { lost(true); });
  document.addEventListener('htmx:afterOnLoad', function () { lost(false); });

  // A page that came without reloading: the reader is taken to what was said, or to its heading.
  document.addEventListener('htmx:afterSettle', function (event) {
    if (!event.detail.boosted) return;
    var button = document.getElementById('pause');
    if (button) button.setAttribute('aria-pressed', String(paused));
    var place = document.getElementById('told') || document.querySelector('main h1');
    if (place) {
      place.setAttribute('tabindex', '-1');
      place.focus({ preventScroll: place.id !== 'told' });
    }
  });
})();
