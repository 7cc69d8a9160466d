import { parentPort, workerData } from 'node:worker_threads';
import { workApart, type Desk } from '#lib/app/server/work-apart.ts';

await workApart(workerData as Desk, parentPort!);
