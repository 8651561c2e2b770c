/**
 * Why a case is as it is: each decision with its rules, clauses, inputs and what was in force, each
 * due time with its derivation and every move, each notice with what caused it and what became of
 * it. It reads what is recorded and decides nothing; each sentence is written in one place and is
 * the same over REST, on the command line and on paper.
 */
@NullMarked
package io.rmaflow.rma.explanation;

import org.jspecify.annotations.NullMarked;
