/**
 * The issuer of the local stack: who may log in, which programs there are, what their tokens say,
 * and the keys that sign them. In production its place is taken by the company's own issuer.
 */
@NullMarked
package io.rmaflow.identity;

import org.jspecify.annotations.NullMarked;
