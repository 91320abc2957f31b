/** What the network and the machines do. Chances per message, times in ms. */
export interface Weather {
	/** Mean one-way delay of a message, exponentially distributed: messages overtake each other. */
	readonly delay: number;
	/** A message that is lost is sent again after {@link resendAfter}. */
	readonly loss: number;
	readonly duplicates: number;
	/** Mean times a provider is there, and away. */
	readonly session: number;
	readonly absence: number;
	/** Mean time between crashes of the matcher, which is away for 2 s each time. */
	readonly crashes: number;
	/** Mean time between partitions that cut a tenth of the providers off for a minute. */
	readonly partitions: number;
}

export const resendAfter = 2_000;

export const usualWeather: Weather = {
	delay: 40,
	loss: 0.005,
	duplicates: 0.005,
	session: 3_600_000,
	absence: 1_200_000,
	crashes: 600_000,
	partitions: 900_000,
};

/** One message in ten is lost and one in ten comes twice; they are late by a quarter of a shard's time. */
export const badWeather: Weather = {
	delay: 2_500,
	loss: 0.1,
	duplicates: 0.1,
	session: 600_000,
	absence: 300_000,
	crashes: 60_000,
	partitions: 120_000,
};
