import { LANGS } from '@amaan/base';
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
  const { profile: built, langs: offered = '' } = document.documentElement.dataset;
  const profile = built === 'production' ? 'production' : 'demo';
  const langs = LANGS.filter((lang) => offered.split(' ').includes(lang));
  try {
    render(<App profile={profile} langs={langs} />, root);
  } catch (error) {
    root.replaceChildren(...safety);
    throw error;
  }
}
