package io.operatefirst.oncall.demo;

/** A board in a terminal, redrawn in place. */
final class LiveBoard implements Display {

  private final Terminal terminal;
  private final Board board;

  LiveBoard(Terminal terminal, Board board) {
    this.terminal = terminal;
    this.board = board;
    terminal.begin();
  }

  @Override
  public void show(Snapshot now) {
    terminal.draw(board.draw(now));
  }

  @Override
  public void close() {
    terminal.end();
  }
}
