const counter = new Counter(40);
counter.whenChanged = (value) => print(`value: ${value}`);
counter.increment();
counter.increment();
counter.value = 0;
print(`still ${counter.value}`);
for (const wrong of [
  () => counter.increment(0),
  () => { counter.whenChanged = 'no function'; },
  () => Counter.prototype.value,
]) {
  try {
    wrong();
  } catch (error) {
    print(`${error}`);
  }
}
