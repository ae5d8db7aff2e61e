import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DeskPage } from './desk-page.js';
import { Speaking } from './shell/speaking.js';
import './shell/fonts.css';
import './shell/shell.css';
import './hospital/hospital.css';
import './hospital/slip.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Speaking>
      <DeskPage />
    </Speaking>
  </StrictMode>,
);
