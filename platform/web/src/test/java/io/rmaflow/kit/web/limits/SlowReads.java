package io.rmaflow.kit.web.limits;

import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Role;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads that take as long as a test wants. */
@RestController
@Allowed({Role.SUPPORT})
class SlowReads {

  final Semaphore begun = new Semaphore(0);
  final CountDownLatch goOn = new CountDownLatch(1);

  @GetMapping("/api/slow")
  Map<String, String> slow() throws InterruptedException {
    begun.release();
    goOn.await();
    return Map.of("slow", "yes");
  }
}
