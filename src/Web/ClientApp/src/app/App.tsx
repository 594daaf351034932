import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { t } from '../i18n';
import { Toasts } from '../notifications/Toasts';
import { Header } from './Header';
import { PageBoundary } from './PageBoundary';

const GalleryPage = lazy(() => import('../gallery/GalleryPage'));
const EditorPage = lazy(() => import('../editor/EditorPage'));
const PlayPage = lazy(() => import('../play/PlayPage'));
const DashboardPage = lazy(() => import('../dashboard/DashboardPage'));
const AccountPage = lazy(() => import('../account/AccountPage'));
const SignInPage = lazy(() => import('../account/SignInPage'));
const RegisterPage = lazy(() => import('../account/RegisterPage'));
const NotFoundPage = lazy(() => import('./NotFoundPage'));

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
      <main id="main" class="main" tabIndex={-1}>
        <PageBoundary path={path}>
          <Router>
            <Route path="/" component={GalleryPage} />
            <Route path="/boards/new" component={EditorPage} />
            <Route path="/boards/:id/edit" component={EditorPage} />
            <Route path="/boards/:id" component={PlayPage} />
            <Route path="/dashboard" component={DashboardPage} />
            <Route path="/account" component={AccountPage} />
            <Route path="/sign-in" component={SignInPage} />
            <Route path="/register" component={RegisterPage} />
            <Route default component={NotFoundPage} />
          </Router>
        </PageBoundary>
      </main>
      <Toasts />
    </>
  );
}
