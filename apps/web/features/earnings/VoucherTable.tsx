import type { VoucherList } from "@tabgrid/protocol";
import Link from "next/link";
import { Button } from "@/components/Button";
import { Money } from "@/components/Money";
import { Table, Td, Th } from "@/components/Table";
import { JobStateBadge } from "@/features/jobs/JobStateBadge";
import { unredeemed } from "./useVouchers";

type Voucher = VoucherList["vouchers"][number];

/** Vouchers job by job, each redeemable by itself. */
export function VoucherTable({
	vouchers,
	busy,
	onRedeem,
}: {
	vouchers: readonly Voucher[];
	busy: boolean;
	onRedeem: (voucher: Voucher) => void;
}) {
	return (
		<Table label="Vouchers">
			<thead>
				<tr>
					<Th>Job</Th>
					<Th className="hidden sm:table-cell">State</Th>
					<Th className="text-right">Earned</Th>
					<Th className="hidden text-right sm:table-cell">Redeemed</Th>
					<Th>
						<span className="sr-only">Redeem</span>
					</Th>
				</tr>
			</thead>
			<tbody>
				{vouchers.map((voucher) => {
					const rest = unredeemed(voucher);
					return (
						<tr key={voucher.jobId} data-testid="voucher" data-job={voucher.jobId}>
							<Td className="max-w-56">
								<Link
									href={`/jobs/${voucher.jobId}`}
									className="block truncate rounded-sm font-medium hover:text-accent"
								>
									{voucher.title}
								</Link>
							</Td>
							<Td className="hidden sm:table-cell">
								<JobStateBadge state={voucher.jobState} />
							</Td>
							<Td className="text-right">
								<Money amount={voucher.amount} />
							</Td>
							<Td className="hidden text-right text-ink-2 sm:table-cell">
								<Money amount={voucher.redeemed} />
							</Td>
							<Td className="text-right">
								{rest > 0n ? (
									<Button
										size="sm"
										variant="secondary"
										disabled={busy}
										data-testid="redeem-one"
										onClick={() => onRedeem(voucher)}
									>
										Redeem
									</Button>
								) : (
									<span className="text-[0.8125rem] text-ink-3">paid</span>
								)}
							</Td>
						</tr>
					);
				})}
			</tbody>
		</Table>
	);
}
