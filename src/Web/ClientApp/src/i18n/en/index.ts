import { account } from './account';
import { activities } from './activities';
import { app } from './app';
import { board } from './board';
import { dashboard } from './dashboard';
import { editor } from './editor';
import { gallery } from './gallery';
import { notifications } from './notifications';
import { play } from './play';
import { problems } from './problems';

/** English defines the keys; a dictionary that lacks one does not compile. */
export const en = {
  app,
  account,
  activities,
  board,
  dashboard,
  editor,
  gallery,
  notifications,
  play,
  problems,
};

export type Dictionary = typeof en;
