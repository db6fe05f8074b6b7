import { render } from 'preact';
import { App } from './app.tsx';
import { fillIn, lacks } from './ui/old-browser.ts';
import './style.css';

const root = document.getElementById('app');
// What stands there is for browsers without script, and for those too old for the rest: it gives way only to what works.
if (root && !lacks()) {
  fillIn();
  const safety = [...root.childNodes];
  root.replaceChildren();
  const profile = document.documentElement.dataset.profile === 'production' ? 'production' : 'demo';
  try {
    render(<App profile={profile} />, root);
  } catch (error) {
    root.replaceChildren(...safety);
    throw error;
  }
}
