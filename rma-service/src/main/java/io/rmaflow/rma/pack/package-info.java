/**
 * A case on paper and as files for whoever audits it: the explanation with the parties, the reasons
 * and what proves it. It says nothing that the explanation does not say.
 */
@NullMarked
package io.rmaflow.rma.pack;

import org.jspecify.annotations.NullMarked;
