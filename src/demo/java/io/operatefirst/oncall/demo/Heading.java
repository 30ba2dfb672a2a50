package io.operatefirst.oncall.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is the same throughout the demo.
 *
 * @param server which API server is used
 * @param kubeconfig for a second terminal, if kubectl can talk to that server
 * @param day how long a simulated one takes
 */
record Heading(String server, Optional<String> kubeconfig, Duration day) {

  List<String> lines() {
    return Stream.concat(
            Stream.of(
                "API server: " + server, "A day takes " + day.toSeconds() + " s. Ctrl-C ends it."),
            kubeconfig.stream()
                .flatMap(
                    file ->
                        Stream.of(
                            "To look at it from a second terminal, with kubectl or oc:",
                            "  export KUBECONFIG=" + file,
                            "  kubectl get ocr,ocl")))
        .toList();
  }
}
