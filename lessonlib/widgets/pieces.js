const ALL = [-Infinity, Infinity];
const fits = ([some, every, none], [first, last]) => {
  const inside = (number) => first <= number && number <= last;
  return (!some.length || some.some(inside)) && every.every(inside) && !none.some(inside);
};
