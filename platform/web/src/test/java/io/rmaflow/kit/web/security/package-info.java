/** Tests of who may call, over real HTTP and with tokens of a real issuer. */
@NullMarked
package io.rmaflow.kit.web.security;

import org.jspecify.annotations.NullMarked;
