const SIDE = 384;
const QUALITY = 0.85;

/**
 * The middle of a picture, small and square: a phone's photo would be too large to send, and says
 * where it was taken. Null where this browser cannot read it; the server then says what it takes.
 */
export async function squareOf(file: File): Promise<File | null> {
	const picture = await createImageBitmap(file).catch(() => null);
	if (!picture) return null;
	const side = Math.min(picture.width, picture.height);
	const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = Math.min(SIDE, side);
	canvas
		.getContext('2d')
		?.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
	picture.close();
	const square = await new Promise<Blob | null>((resolve) =>
		canvas.toBlob(resolve, 'image/jpeg', QUALITY)
	);
	return square && new File([square], 'me.jpg', { type: 'image/jpeg' });
}
