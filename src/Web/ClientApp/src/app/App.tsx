import { signal } from '@preact/signals';
import type { AnyComponent } from 'preact';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { t } from '../i18n';
import { Alerts } from '../notifications/Alerts';
import { Toasts } from '../notifications/Toasts';
import { BrokenPage } from './BrokenPage';
import { Footer } from './Footer';
import { Header } from './Header';
import { PageBoundary } from './PageBoundary';

/** A page's script is gone after a new release of the app: what is shown then offers to load that. */
const page = (load: () => Promise<{ default: AnyComponent<{ id?: string }> }>) =>
  lazy(() => load().catch(() => ({ default: BrokenPage })));

const GalleryPage = page(() => import('../gallery/GalleryPage'));
const EditorPage = page(() => import('../editor/EditorPage'));
const PlayPage = page(() => import('../play/PlayPage'));
const DashboardPage = page(() => import('../dashboard/DashboardPage'));
const ActivitiesPage = page(() => import('../activities/ActivitiesPage'));
const ActivityPage = page(() => import('../activities/ActivityPage'));
const AccountPage = page(() => import('../account/AccountPage'));
const SignInPage = page(() => import('../account/SignInPage'));
const RegisterPage = page(() => import('../account/RegisterPage'));
const NotFoundPage = page(() => import('./NotFoundPage'));

/** The page that was asked for is on its way. */
const isLoading = signal(false);
const begin = () => {
  isLoading.value = true;
};
const end = () => {
  isLoading.value = false;
};

/** What the server answers itself at these addresses must not be taken for a page of ours. */
const ownAddresses = /^(?!\/(api|sse|ws|swagger|openapi|health|metrics)(\/|$))/;

export function App() {
  return (
    <LocationProvider scope={ownAddresses}>
      <Shell />
    </LocationProvider>
  );
}

function Shell() {
  const { path } = useLocation();
  return (
    <>
      <a class="skip-link" href="#main">
        {t.value.app.skipToContent}
      </a>
      <Header />
      <main id="main" class="main" tabIndex={-1} aria-busy={isLoading.value}>
        <Alerts />
        <PageBoundary path={path}>
          <Router onLoadStart={begin} onLoadEnd={end}>
            <Route path="/" component={GalleryPage} />
            <Route path="/boards/new" component={EditorPage} />
            <Route path="/boards/:id/edit" component={EditorPage} />
            <Route path="/boards/:id" component={PlayPage} />
            <Route path="/dashboard" component={DashboardPage} />
            <Route path="/activities" component={ActivitiesPage} />
            <Route path="/activities/:id" component={ActivityPage} />
            <Route path="/account" component={AccountPage} />
            <Route path="/sign-in" component={SignInPage} />
            <Route path="/register" component={RegisterPage} />
            <Route default component={NotFoundPage} />
          </Router>
        </PageBoundary>
      </main>
      <Footer />
      <Toasts />
    </>
  );
}
