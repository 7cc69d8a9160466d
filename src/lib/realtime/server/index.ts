export { createGateway, type Gateway, type Welcome } from './gateway.ts';
export { listen, notify } from './listen.ts';
