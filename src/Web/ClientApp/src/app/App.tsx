import { signal } from '@preact/signals';
import type { AnyComponent } from 'preact';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { t } from '../i18n';
import { Alerts } from '../notifications/Alerts';
import { Toasts } from '../notifications/Toasts';
import { ErrorBoundary } from './ErrorBoundary';
import { ErrorPage } from './ErrorPage';
import { Footer } from './Footer';
import { Header } from './Header';

/** Loading a page's chunk fails after a new release has replaced it. The error page then offers a reload. */
const page = (load: () => Promise<{ default: AnyComponent<{ id?: string }> }>) =>
  lazy(() => load().catch(() => ({ default: ErrorPage })));

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

const isLoading = signal(false);
const onLoadStart = () => {
  isLoading.value = true;
};
const onLoadEnd = () => {
  isLoading.value = false;
};

/** Excludes paths that are served by the server rather than the client app. */
const appPaths = /^(?!\/(api|sse|ws|swagger|openapi|health|metrics)(\/|$))/;

export function App() {
  return (
    <LocationProvider scope={appPaths}>
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
        <ErrorBoundary path={path}>
          <Router onLoadStart={onLoadStart} onLoadEnd={onLoadEnd}>
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
        </ErrorBoundary>
      </main>
      <Footer />
      <Toasts />
    </>
  );
}
