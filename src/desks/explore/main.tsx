import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './explore.css';
import { createRoot } from 'react-dom/client';
import { ExplorePage } from './explore-page.js';

const root = document.getElementById('root');
if (root) createRoot(root).render(<ExplorePage />);
