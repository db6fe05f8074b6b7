import { render } from 'preact';
import '../style/base.css';
import '../style/frame.css';
import '../style/cases.css';
import '../style/clocks.css';
import '../style/notices.css';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (root) render(<App />, root);
