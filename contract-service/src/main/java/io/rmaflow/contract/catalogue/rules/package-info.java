/** What the catalogue may say of a product, and what follows for its software (EOS, VER). */
@NullMarked
package io.rmaflow.contract.catalogue.rules;

import org.jspecify.annotations.NullMarked;
