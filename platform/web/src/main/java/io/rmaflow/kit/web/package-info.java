/**
 * What a service names when it answers calls, and nothing of how the rooms beside it do their work:
 * who may call, what a call is, writing once, answering problems.
 *
 * <p>A write goes through {@link io.rmaflow.kit.web.Writes}; everything that is not answered with
 * 2xx is a {@link io.rmaflow.kit.web.Problem} and leaves as {@code application/problem+json} (RFC
 * 9457) with a text in Japanese and in English.
 */
@NullMarked
package io.rmaflow.kit.web;

import org.jspecify.annotations.NullMarked;
