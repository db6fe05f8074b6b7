import { render } from 'preact';
import { App } from './app.tsx';
import './style.css';

const root = document.getElementById('app');
if (root) {
  // What stands there is for browsers without script; it gives way to the same screen with script.
  root.replaceChildren();
  const profile = document.documentElement.dataset.profile === 'production' ? 'production' : 'demo';
  render(<App profile={profile} />, root);
}
