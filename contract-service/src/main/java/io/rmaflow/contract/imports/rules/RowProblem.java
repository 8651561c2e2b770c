package io.rmaflow.contract.imports.rules;

import io.rmaflow.events.Message;
import io.rmaflow.events.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is not taken over. Never repeats what the row says: that may be personal data.
 *
 * @param line the physical line on which the row begins; the heading is line 1
 * @param field the column; null where the row as a whole is wrong
 * @param code such as {@code NEW_CONTRACT_ONLY_AT_PURCHASE}
 * @param clauses the clauses behind it, none where the row is merely malformed
 * @param message for people
 */
public record RowProblem(
    long line, @Nullable String field, String code, List<String> clauses, Message message) {

  public RowProblem {
    clauses = List.copyOf(clauses);
  }

  public static RowProblem of(long line, String field, String code, String ja, String en) {
    return new RowProblem(line, field, code, List.of(), new Message(ja, en));
  }

  public static RowProblem of(long line, @Nullable String field, Refusal refusal) {
    return new RowProblem(line, field, refusal.code(), refusal.clauses(), refusal.message());
  }
}
