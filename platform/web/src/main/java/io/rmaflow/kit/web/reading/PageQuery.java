package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.fields.Default;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The parameters of a {@link PageRequest}. */
record PageQuery(
    @Default("0") @Min(0) @Max(10_000_000) int page,
    @Default("50") @Min(1) @Max(PageRequest.MAX_SIZE) int size) {}
