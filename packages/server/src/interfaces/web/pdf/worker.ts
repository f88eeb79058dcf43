// Lays a copy out away from the thread that answers everybody: a long document takes seconds.

import { parentPort, workerData } from 'node:worker_threads';
import { type Printed, layOut } from './lay-out.ts';

parentPort!.postMessage(await layOut(workerData as Printed));
