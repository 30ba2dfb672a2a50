package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.Optional;

/** The API server that the demo runs on. */
interface ApiServer extends AutoCloseable {

  /** Which one it is, for people. */
  String description();

  /** How it is reached. */
  Config access();

  /** The same for kubectl; empty where kubectl cannot talk to it. */
  Optional<Path> kubeconfig();

  @Override
  void close();
}
