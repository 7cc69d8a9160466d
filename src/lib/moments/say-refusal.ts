/** A refused comment or coaching line, with the words so that nobody types them twice. */
export interface SayRefusal {
	act: 'comment' | 'coach' | 'takeBack';
	detail: string;
	words: string;
}
