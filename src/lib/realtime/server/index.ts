export {
	createGateway,
	type Gateway,
	type GatewayOptions,
	type Limits,
	type Welcome
} from './gateway.ts';
export { listen, notify, type Listening, type Notify } from './listen.ts';
export type { AnyTopic, Reading, Topic } from './topic.ts';
