/**
 * Who may call: it believes only tokens of the one issuer, for us and for now, and lets a call as
 * far as its operation when the role of its caller is enough and what its path names exists for
 * him. Whoever is refused gets a problem like any other, and nobody is told what is wrong with his
 * token. Calls to other services get a token of our own account here. Operations say what they need
 * with {@link io.rmaflow.kit.web.Allowed}, services what has an owner with {@link
 * io.rmaflow.kit.web.PathScope}, and need nothing else of this room.
 */
@NullMarked
package io.rmaflow.kit.web.security;

import org.jspecify.annotations.NullMarked;
