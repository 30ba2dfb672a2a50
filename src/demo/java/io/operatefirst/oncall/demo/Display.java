package io.operatefirst.oncall.demo;

/** Shows how things stand, again and again. */
interface Display extends AutoCloseable {

  void show(Snapshot now);

  /** Leaves the terminal as it was. */
  @Override
  void close();

  /** A board that is redrawn in place, or lines where the output is no terminal. */
  static Display of(Heading heading) {
    return Terminal.ofThisProcess()
        .<Display>map(
            terminal ->
                new LiveBoard(terminal, new Board(heading, terminal.width(), terminal.height())))
        .orElseGet(() -> new ChangeLines(heading, System.out));
  }
}
