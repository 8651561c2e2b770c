/**
 * What every REST resource stands on: reading requests, writing once, answering problems.
 *
 * <p>A write goes through {@link io.rmaflow.kit.web.Writes}; everything that is not answered with
 * 2xx is a {@link io.rmaflow.kit.web.Problem} and leaves as {@code application/problem+json} (RFC
 * 9457) with a text in Japanese and in English.
 */
@NullMarked
package io.rmaflow.kit.web;

import org.jspecify.annotations.NullMarked;
